package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    @TempDir
    Path folder;

    private Run export(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "export";
        all[1] = "--data";
        all[2] = folder.resolve("data").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Run.of(all);
    }

    @Test
    void writesEveryShapeOfAnArenaWithoutDuels() {
        Path to = folder.resolve("out");
        Run run = export("--to", to.toString(), "--format", "jsonl,csv,parquet");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("0 duels written", "comparia/votes");
        assertThat(to.resolve("README.md")).content().contains("Open Licence 2.0");
        assertThat(to.resolve("comparia/votes.parquet")).exists();
        assertThat(to.resolve("lmarena/lmarena.csv")).content().startsWith("question_id,model_a,model_b,winner,");
        assertThat(export("--to", to.toString()).err()).contains("is not empty");
    }

    @Test
    void saysWhatIsWrongWithItsOptions() {
        assertThat(export().err()).contains("--to is missing");
        assertThat(export("--dry-run", "--as", "elsewhere").err()).contains("'elsewhere'", "comparia-turns");
        assertThat(export("--dry-run", "--format", "xls").err()).contains("'xls'", "parquet");
        assertThat(export("--dry-run", "--method", "magic").err()).contains("'magic'", "ecologits-0.9");
    }
}
