package io.joute.connect.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * How far away an address is.
 *
 * <p>Sources: the IANA special-purpose registries of IPv4 (RFC 6890 and updates) and IPv6; NAT64 under its well-known
 * prefix (RFC 6052), 6to4 (RFC 3056) and IPv4-mapped forms are judged by the IPv4 address inside.
 */
enum Reach {
    /** Anywhere on the Internet. */
    PUBLIC,
    /** This machine or its network: only when the operator says so. */
    PRIVATE,
    /** Never an endpoint: cloud metadata and other link-local addresses, multicast, reserved blocks, no address at all. */
    NEVER;

    /** Network and bits of it, then how far it is; the first that fits counts. */
    private record Block(int network, int bits, Reach reach) {
        boolean holds(int address) {
            return bits == 0 || (address ^ network) >>> (Integer.SIZE - bits) == 0;
        }
    }

    /** The one prefix of NAT64 that everybody shares; what else begins alike is translated as some network likes. */
    private static final int[] NAT64 = {0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    /** With the metadata services of Alibaba among the private ones, and of Azure among the public ones. */
    private static final Block[] BLOCKS = {
        block(0, 0, 0, 0, 8, NEVER),
        block(127, 0, 0, 0, 8, PRIVATE),
        block(10, 0, 0, 0, 8, PRIVATE),
        block(172, 16, 0, 0, 12, PRIVATE),
        block(192, 168, 0, 0, 16, PRIVATE),
        block(100, 100, 100, 200, 32, NEVER),
        block(100, 64, 0, 0, 10, PRIVATE),
        block(168, 63, 129, 16, 32, NEVER),
        block(169, 254, 0, 0, 16, NEVER),
        block(192, 0, 0, 0, 24, NEVER),
        block(192, 0, 2, 0, 24, NEVER),
        block(192, 88, 99, 0, 24, NEVER),
        block(198, 18, 0, 0, 15, NEVER),
        block(198, 51, 100, 0, 24, NEVER),
        block(203, 0, 113, 0, 24, NEVER),
        block(224, 0, 0, 0, 3, NEVER),
        block(0, 0, 0, 0, 0, PUBLIC)
    };

    /** How far {@code address} is. */
    static Reach of(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> ofFour(four.getAddress());
            case Inet6Address six -> ofSix(six);
            default -> NEVER;
        };
    }

    private static Reach ofFour(byte[] bytes) {
        int address = block(bytes[0], bytes[1], bytes[2], bytes[3], 0, PUBLIC).network();
        return Arrays.stream(BLOCKS)
                .filter(block -> block.holds(address))
                .findFirst()
                .orElseThrow()
                .reach();
    }

    private static Reach ofSix(Inet6Address six) {
        byte[] bytes = six.getAddress();
        if (six.isLoopbackAddress()) {
            return PRIVATE;
        }
        if (starts(bytes, NAT64) || six.isIPv4CompatibleAddress() || mapped(bytes)) {
            return ofFour(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (starts(bytes, 0x20, 0x02)) {
            return ofFour(Arrays.copyOfRange(bytes, 2, 6));
        }
        if ((bytes[0] & 0xfe) == 0xfc) {
            return metadata(six) ? NEVER : PRIVATE;
        }
        boolean global = (bytes[0] & 0xe0) == 0x20;
        boolean documentation =
                starts(bytes, 0x20, 0x01, 0x0d, 0xb8) || (starts(bytes, 0x3f, 0xff) && (bytes[2] & 0xf0) == 0);
        boolean reserved = documentation || starts(bytes, 0x20, 0x01, 0x00);
        return global && !reserved ? PUBLIC : NEVER;
    }

    /** The metadata services of Amazon and Google have addresses among the private ones. */
    private static boolean metadata(Inet6Address six) {
        byte[] bytes = six.getAddress();
        return starts(bytes, 0xfd, 0x00, 0x0e, 0xc2) || starts(bytes, 0xfd, 0x20, 0x00, 0xce, 0, 0, 0, 0);
    }

    private static boolean mapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
    }

    private static boolean starts(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    // checkstyle off: ParameterNumber because an address has four parts
    private static Block block(int a, int b, int c, int d, int bits, Reach reach) {
        int network = (a & 0xff) << 24 | (b & 0xff) << 16 | (c & 0xff) << 8 | (d & 0xff);
        return new Block(network, bits, reach);
    }
    // checkstyle on: ParameterNumber because above

}
