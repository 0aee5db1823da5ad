package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status 400: 'Does my neighbour drink?' is not allowed | status 400: '…' is not allowed",
                "the text 'my neighbour dr… was refused | the text '…… was refused",
                "the key is bad | the key is bad",
                "no two lines of it: one two three four | no two lines of it: …",
                "banned: aids | banned: …",
                "neighbour and neighbour | …and…",
            })
    void areTakenOut(String told, String rest) {
        List<Message> messages = List.of(
                new Message(Role.SYSTEM, "Be short."),
                new Message(Role.USER, "Does my neighbour drink?"),
                new Message(Role.USER, "one two\n  three four"),
                new Message(Role.USER, "aids"),
                new Message(Role.USER, "a"));

        assertThat(Quotes.without(told, messages)).isEqualTo(rest);
    }
}
