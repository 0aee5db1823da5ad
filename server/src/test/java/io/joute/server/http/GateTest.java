package io.joute.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GateTest {
    @Test
    void countsIpv6ByItsNetworkAndThisMachineNotAtAll() {
        assertThat(Gate.counted("2001:db8:1:2:3::1")).isEqualTo(Gate.counted("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assertThat(Gate.counted("2001:db8:1:2::1")).isNotEqualTo(Gate.counted("2001:db8:1:3::1"));
        assertThat(Gate.counted("192.0.2.7")).isNotEqualTo(Gate.counted("192.0.2.8"));
        assertThat(Gate.counted("192.0.2.7")).isEqualTo(Gate.counted("::ffff:192.0.2.7"));
        assertThat(Gate.counted("127.0.0.1")).isEmpty();
        assertThat(Gate.counted("::1")).isEmpty();
    }
}
