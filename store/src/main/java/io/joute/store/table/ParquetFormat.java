package io.joute.store.table;

import io.joute.arena.dataset.Cell;
import io.joute.arena.dataset.Column;
import io.joute.arena.dataset.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** Parquet, compressed by gzip: every reader knows it, and it needs no native library here. */
public final class ParquetFormat implements TableFormat {
    /** Tables as Parquet. */
    public ParquetFormat() {}

    @Override
    public String extension() {
        return "parquet";
    }

    @Override
    public Sink open(Path file, List<Column> columns) throws IOException {
        ParquetWriter<List<Cell>> writer = new Builder(new LocalOutputFile(file), columns)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.GZIP)
                .build();
        return new Sink() {
            @Override
            public void write(List<Cell> row) throws IOException {
                writer.write(row);
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    private static final class Builder extends ParquetWriter.Builder<List<Cell>, Builder> {
        private final List<Column> columns;

        Builder(OutputFile file, List<Column> columns) {
            super(file);
            this.columns = columns;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // The library still asks for it.
        protected WriteSupport<List<Cell>> getWriteSupport(Configuration configuration) {
            return new CellWriting(columns);
        }

        @Override
        protected WriteSupport<List<Cell>> getWriteSupport(ParquetConfiguration configuration) {
            return new CellWriting(columns);
        }
    }
}
