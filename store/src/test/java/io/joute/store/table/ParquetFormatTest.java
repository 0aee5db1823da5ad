package io.joute.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.dataset.Cell;
import io.joute.arena.dataset.Column;
import io.joute.arena.dataset.ColumnType;
import io.joute.arena.dataset.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFormatTest {
    private static final ColumnType TEXT = new ColumnType.Text();
    private static final List<Column> COLUMNS = List.of(
            new Column("text", TEXT),
            new Column("whole", new ColumnType.Whole()),
            new Column("real", new ColumnType.Real()),
            new Column("flag", new ColumnType.Flag()),
            new Column(
                    "messages",
                    new ColumnType.Many(new ColumnType.Group(
                            List.of(new Column("role", TEXT), new Column("tags", new ColumnType.Many(TEXT)))))));

    @TempDir
    Path folder;

    private static final class Groups extends ParquetReader.Builder<Group> {
        Groups(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    @Test
    void writesWhatAnotherReaderReads() throws IOException {
        Path file = folder.resolve("t.parquet");
        Cell message = new Cell.Group(List.of(Cell.text("user"), Cell.texts(List.of("a", "é🦌"))));
        Cell silent = new Cell.Group(List.of(Cell.none(), new Cell.Many(List.of())));
        try (TableFormat.Sink sink = new ParquetFormat().open(file, COLUMNS)) {
            sink.write(List.of(
                    Cell.text("Réponse\n\"A\""),
                    new Cell.Whole(Long.MAX_VALUE),
                    new Cell.Real(1e-300),
                    new Cell.Flag(true),
                    new Cell.Many(List.of(message, silent))));
            sink.write(List.of(Cell.none(), Cell.none(), Cell.none(), Cell.none(), Cell.none()));
        }

        try (ParquetReader<Group> reader = new Groups(new LocalInputFile(file)).build()) {
            Group first = reader.read();
            Group second = reader.read();
            assertThat(first.getString("text", 0)).isEqualTo("Réponse\n\"A\"");
            assertThat(first.getLong("whole", 0)).isEqualTo(Long.MAX_VALUE);
            assertThat(first.getDouble("real", 0)).isEqualTo(1e-300);
            assertThat(first.getBoolean("flag", 0)).isTrue();
            Group messages = first.getGroup("messages", 0);
            assertThat(messages.getFieldRepetitionCount("list")).isEqualTo(2);
            Group element = messages.getGroup("list", 0).getGroup("element", 0);
            assertThat(element.getString("role", 0)).isEqualTo("user");
            assertThat(element.getGroup("tags", 0).getGroup("list", 1).getString("element", 0))
                    .isEqualTo("é🦌");
            assertThat(messages.getGroup("list", 1).getGroup("element", 0).getFieldRepetitionCount("role"))
                    .isZero();
            assertThat(second.getFieldRepetitionCount("text")).isZero();
            assertThat(second.getFieldRepetitionCount("messages")).isZero();
            assertThat(reader.read()).isNull();
        }
        assertThat(folder).as("no sums beside it").isDirectoryNotContaining(each -> !each.equals(file));
    }
}
