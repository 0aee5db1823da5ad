package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reasoning in the answer's own text, however it is sliced. */
final class ThinkTagsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "<think>Hm.</think>Yes.| Hm. | Yes.",
                "' \n<think>\nHm.\n</think>\n\nYes.\n'| '\nHm.\n' | 'Yes.\n'",
                "No tags.| '' | No tags.",
                "<thin air>| '' | <thin air>",
                "First <think>no</think>| '' | First <think>no</think>",
                "<think>a </thin b</think>c <think>| a </thin b | c <think>",
                "<think>never closed</thi| never closed</thi | ''",
                "<think></think>  | '' | ''",
                "<think>only</think>| only | ''",
                "<thi| '' | <thi",
                "< | '' | <"
            })
    void isKeptApartWhateverTheSlicing(String stream, String thought, String answer) {
        for (int size = 1; size <= stream.length(); size++) {
            StringBuilder thoughts = new StringBuilder();
            StringBuilder answers = new StringBuilder();
            ThinkTags tags = new ThinkTags(thoughts::append, answers::append);
            for (int i = 0; i < stream.length(); i += size) {
                tags.add(stream.substring(i, Math.min(stream.length(), i + size)));
            }
            tags.end();

            assertThat(thoughts).as("slices of %d", size).hasToString(thought);
            assertThat(answers).as("slices of %d", size).hasToString(answer);
        }
    }
}
