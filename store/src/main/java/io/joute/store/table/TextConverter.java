package io.joute.store.table;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;

/** Takes the value of any flat column as text; times as ISO 8601. */
final class TextConverter extends PrimitiveConverter {
    private final @Nullable TimestampLogicalTypeAnnotation time;
    private Optional<String> value = Optional.empty();

    TextConverter(ColumnDescriptor column) {
        LogicalTypeAnnotation type = column.getPrimitiveType().getLogicalTypeAnnotation();
        time = type instanceof TimestampLogicalTypeAnnotation stamp ? stamp : null;
    }

    /** The value taken since the last call. */
    Optional<String> take() {
        Optional<String> taken = value;
        value = Optional.empty();
        return taken;
    }

    @Override
    public void addBinary(Binary binary) {
        value = Optional.of(binary.toStringUsingUTF8());
    }

    @Override
    public void addBoolean(boolean flag) {
        value = Optional.of(Boolean.toString(flag));
    }

    @Override
    public void addDouble(double number) {
        value = Optional.of(Double.toString(number));
    }

    @Override
    public void addFloat(float number) {
        value = Optional.of(Float.toString(number));
    }

    @Override
    public void addInt(int number) {
        value = Optional.of(Integer.toString(number));
    }

    @Override
    public void addLong(long number) {
        TimestampLogicalTypeAnnotation stamp = time;
        value = Optional.of(
                stamp == null ? Long.toString(number) : instant(stamp, number).toString());
    }

    private static Instant instant(TimestampLogicalTypeAnnotation stamp, long number) {
        return switch (stamp.getUnit()) {
            case MILLIS -> Instant.EPOCH.plus(number, ChronoUnit.MILLIS);
            case MICROS -> Instant.EPOCH.plus(number, ChronoUnit.MICROS);
            case NANOS -> Instant.EPOCH.plus(number, ChronoUnit.NANOS);
        };
    }
}
