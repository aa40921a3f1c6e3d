package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.bootstrap.settings.Key;
import org.careagent.neuron.bootstrap.settings.Keys;

import java.util.Optional;

/// What `init` has to know: given as an option, or asked for.
enum Question {
    NPI(
            "--npi",
            "NPI of the organisation",
            "",
            """
            The NPI is the number of the organisation in the national registry: 10 digits.
            The last is computed from the others, so that a slip of a digit is noticed.
            """),
    NAME("--name", "Its name, as people know it", "", ""),
    TYPE(
            "--type",
            "Its type",
            "practice",
            """
            The types: practice, hospital, pharmacy, imaging_center, laboratory,
            urgent_care, specialty_clinic, other.
            """),
    PORT("--port", "Port to listen on", "3000", ""),
    ENDPOINT_URL(
            "--endpoint-url",
            "Public address",
            Question.NONE,
            """
            The public address is where patients' agents reach this Neuron from outside,
            like https://neuron.clinic.example; press Enter if there is none yet.
            """);

    private static final String NONE = "none";

    // What Java puts where it could not read a character.
    private static final char UNKNOWN = '\uFFFD';

    private final String option;
    private final String prompt;
    private final String preset;
    private final String explanation;

    Question(String option, String prompt, String preset, String explanation) {
        this.option = option;
        this.prompt = prompt;
        this.preset = preset;
        this.explanation = explanation;
    }

    /// The key that the answer is the value of.
    Key<?> key() {
        return switch (this) {
            case NPI -> Keys.ORGANIZATION_NPI;
            case NAME -> Keys.ORGANIZATION_NAME;
            case TYPE -> Keys.ORGANIZATION_TYPE;
            case PORT -> Keys.SERVER_PORT;
            case ENDPOINT_URL -> Keys.AXON_ENDPOINT_URL;
        };
    }

    /// The option that answers it.
    String option() {
        return option;
    }

    /// What to ask, with what holds if nothing is typed.
    String prompt() {
        return prompt + (preset.isEmpty() ? "" : " [" + preset + "]") + ": ";
    }

    /// What to say before; lines, or nothing.
    String explanation() {
        return explanation;
    }

    /// The value that is meant by what was `typed`; empty to leave the key out.
    Optional<String> value(String typed) {
        String value = typed.isBlank() ? preset : typed.strip();
        return value.equals(NONE) && preset.equals(NONE) ? Optional.empty() : Optional.of(value);
    }

    /// What is wrong with `value`; empty if nothing is.
    Optional<String> fault(String value) {
        return value.indexOf(UNKNOWN) < 0
                ? key().fault(value)
                : Optional.of(
                        "has characters that are unknown in the locale of this shell; try again"
                                + " with LC_ALL=C.UTF-8");
    }

    /// Whether there is nothing to take instead of an answer.
    boolean isRequired() {
        return preset.isEmpty();
    }
}
