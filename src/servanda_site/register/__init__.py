"""The register: papers kept, claims read from them, judgements of people, and the record that follows from both."""
