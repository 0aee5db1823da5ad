package io.joute.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TokenTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void isRecognisedUnderAnyMask() {
        Token token = Token.of("00112233445566778899aabbccddeeff");
        String once = token.masked(random);
        String again = token.masked(random);

        assertThat(once).isNotEqualTo(again);
        assertThat(token.matches(once)).isTrue();
        assertThat(token.matches(again)).isTrue();
    }

    @Test
    void isAnotherForAnotherVisitor() {
        String other = Token.of("ffeeddccbbaa99887766554433221100").masked(random);

        assertThat(Token.of("00112233445566778899aabbccddeeff").matches(other)).isFalse();
    }

    @Test
    void refusesWhatIsNoToken() {
        Token token = Token.of("00112233445566778899aabbccddeeff");
        String zeros = Base64.getUrlEncoder().encodeToString(new byte[32]);

        for (String shown :
                new String[] {"", "x", "é", zeros, token.masked(random).substring(1), "A".repeat(1000)}) {
            assertThat(token.matches(shown)).as(shown).isFalse();
        }
    }

    @Test
    void tellsTheHouseAVisitorThatIsNotTheCookie() {
        String cookie = "00112233445566778899aabbccddeeff";

        assertThat(Secrets.visitorOf(cookie)).hasSize(64).doesNotContain(cookie).isEqualTo(Secrets.visitorOf(cookie));
    }
}
