package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One tick is 100 ms: 24 characters at the usual speed, 4 at the least. */
class PacerTest {
    private final Pacer pacer = new Pacer(Pace.DEFAULT);

    /** A side whose model writes evenly. */
    private static final class Writer {
        private final double perTick;
        private final int length;
        private double written;
        private int shown;

        Writer(double perTick, int length) {
            this.perTick = perTick;
            this.length = length;
        }

        void write() {
            written = Math.min(length, written + perTick);
        }

        Pacer.Lane lane() {
            return new Pacer.Lane((int) written - shown, written >= length);
        }

        int show(int count) {
            int more = Math.min(count, (int) written - shown);
            shown += more;
            return more;
        }
    }

    /** What each tick showed of the left and of the right side. */
    private record Step(int left, int right) {}

    private List<Step> play(Writer left, Writer right) {
        List<Step> steps = new ArrayList<>();
        while (!left.lane().over() || !right.lane().over()) {
            left.write();
            right.write();
            int count = pacer.tick(left.lane(), right.lane());
            steps.add(new Step(left.show(count), right.show(count)));
            assertThat(steps.size()).as("ticks").isLessThan(10_000);
        }
        return steps;
    }

    @Test
    void showsTheSameOnBothSidesAtTheSpeedOfTheSlower() {
        List<Step> steps = play(new Writer(200, 300), new Writer(5, 300));
        assertThat(steps.subList(0, steps.size() - 1)).allSatisfy(step -> {
            assertThat(step.left()).isEqualTo(step.right());
            assertThat(step.left()).isLessThanOrEqualTo(6);
        });
        assertThat(steps).hasSize(60);
    }

    @Test
    void showsFastModelsAtReadingSpeed() {
        List<Step> steps = play(new Writer(60, 60), new Writer(60, 60));
        assertThat(steps).containsExactly(new Step(24, 24), new Step(24, 24), new Step(12, 12));
    }

    @Test
    void showsTheSlowerSideWithinASecondOfItsEnd() {
        Writer left = new Writer(1e9, 5000);
        Writer right = new Writer(1e9, 5000);
        assertThat(play(left, right)).hasSize(10);
    }

    @Test
    void neverCatchesUpOnOneSideAlone() {
        Writer fast = new Writer(1e9, 800);
        Writer slow = new Writer(10, 200);
        List<Step> steps = play(fast, slow);
        assertThat(steps).allSatisfy(step -> assertThat(step.left()).isLessThanOrEqualTo(10));
        assertThat(steps).hasSizeBetween(79, 82);
    }

    @Test
    void goesOnAloneAtReadingSpeedWhenTheOtherWasSlowerThanThat() {
        Writer fast = new Writer(1e9, 410);
        Writer slow = new Writer(0.5, 5);
        List<Step> steps = play(fast, slow);
        int together = 10;
        assertThat(steps.subList(together, steps.size() - 1))
                .allSatisfy(step -> assertThat(step.left()).isEqualTo(4));
    }

    @Test
    void keepsItsPaceAfterAStall() {
        Writer left = new Writer(10, 1000);
        Writer right = new Writer(10, 20);
        play(right, new Writer(10, 20));
        for (int i = 0; i < 50; i++) {
            assertThat(pacer.tick(new Pacer.Lane(0, false), new Pacer.Lane(0, true)))
                    .isZero();
        }
        left.write();
        for (int i = 0; i < 5; i++) {
            assertThat(pacer.tick(new Pacer.Lane(500, false), new Pacer.Lane(0, true)))
                    .as("characters of tick %d after the stall", i)
                    .isLessThanOrEqualTo(11);
        }
    }

    @Test
    void cannotBeToldApartBySpeedWhileBothWrite() {
        Random random = new Random(7);
        for (int game = 0; game < 200; game++) {
            Writer left = new Writer(0.2 + random.nextInt(300), 1 + random.nextInt(3000));
            Writer right = new Writer(0.2 + random.nextInt(300), 1 + random.nextInt(3000));
            Pacer fresh = new Pacer(Pace.DEFAULT);
            while (!left.lane().over() && !right.lane().over()) {
                left.write();
                right.write();
                Pacer.Lane leftLane = left.lane();
                Pacer.Lane rightLane = right.lane();
                int count = fresh.tick(leftLane, rightLane);
                int leftShown = left.show(count);
                int rightShown = right.show(count);
                boolean lastOfOne = left.lane().over() || right.lane().over();
                assertThat(leftShown == rightShown || lastOfOne)
                        .as("game %d: %d and %d characters", game, leftShown, rightShown)
                        .isTrue();
            }
        }
    }

    @Test
    void showsNothingWhenBothAreOver() {
        assertThat(pacer.tick(new Pacer.Lane(0, true), new Pacer.Lane(0, true))).isZero();
    }
}
