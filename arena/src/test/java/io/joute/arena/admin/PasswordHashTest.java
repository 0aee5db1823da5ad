package io.joute.arena.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void knowsItsPasswordAndNoOtherAfterItWasStored() {
        PasswordHash hash =
                PasswordHash.parse(PasswordHash.of("lance brisée 7", random).text());
        assertThat(hash.matches("lance brisée 7")).isTrue();
        assertThat(hash.matches("lance brisée 8")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    /** Derived by Python's hashlib.pbkdf2_hmac('sha256', b'password', bytes(range(16)), 600000). */
    @Test
    void agreesWithAnotherImplementation() {
        PasswordHash hash = PasswordHash.parse(
                "pbkdf2-sha256:600000:AAECAwQFBgcICQoLDA0ODw:O8NxGOYlCT6bee0Ikw6nr3OJWRIz/dkt3fNpNx5g28A");
        assertThat(hash.matches("password")).isTrue();
    }

    @Test
    void saltsEachHashAnew() {
        assertThat(PasswordHash.of("same", random)).isNotEqualTo(PasswordHash.of("same", random));
    }

    @Test
    void refusesFewerRoundsAndTellsNothingOfWhatItRead() {
        String weak = "pbkdf2-sha256:1000:AAECAwQFBgcICQoLDA0ODw:O8NxGOYlCT6bee0Ikw6nr3OJWRIz/dkt3fNpNx5g28A";
        assertThatThrownBy(() -> PasswordHash.parse(weak)).hasMessage("rounds is 1000, expected at least 600000");
        assertThatThrownBy(() -> PasswordHash.parse("hunter2")).hasMessageNotContaining("hunter2");
        assertThat(PasswordHash.of("hunter2", random).toString()).isEqualTo("PasswordHash[600000 rounds]");
    }
}
