package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Notebooks are valid against the schema that Jupyter itself publishes and installs. */
class SchemaTest {

  /** Where Debian's and Ubuntu's package python3-nbformat puts it. */
  private static final Path SCHEMA =
      Path.of("/usr/lib/python3/dist-packages/nbformat/v4/nbformat.v4.5.schema.json");

  @TempDir Path temp;

  private Schema schema;

  @BeforeEach
  void readSchema() throws IOException {
    assumeTrue(
        Files.isReadable(SCHEMA),
        "skipped: there is no " + SCHEMA + "; install the package python3-nbformat");
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
            .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
  }

  private void assertValid(String json) {
    assertEquals(List.of(), schema.validate(json, InputFormat.JSON));
  }

  private String exported(RunFolder folder) throws IOException {
    Path out = temp.resolve("out.ipynb");
    Cli.run("export", "--run", folder.path(), "--out", out).assertDone();
    return Files.readString(out);
  }

  @ParameterizedTest
  @EnumSource(names = "AIRBENCH", mode = EnumSource.Mode.EXCLUDE)
  void notebooksAreValid(ImageNetwork network) throws IOException {
    assertValid(exported(MadeUpRuns.write(temp.resolve("run"), network)));
  }

  @Test
  void notebooksOfReviewsAreValid() throws IOException {
    assertValid(exported(MadeUpRuns.writeSentiment(temp.resolve("run"))));
  }

  @Test
  void notebooksWithoutCodeAreValid() throws IOException {
    RunFolder folder = MadeUpRuns.write(temp.resolve("run"), ImageNetwork.CNN);
    folder.write(RunFolder.CONFIG, "{");
    assertValid(exported(folder));
  }

  @Test
  void schemaRefusesWhatIsNoNotebook() throws IOException {
    String notebook = exported(MadeUpRuns.write(temp.resolve("run"), ImageNetwork.CNN));
    assertFalse(
        schema
            .validate(
                notebook.replace("\"id\" : \"training\"", "\"id\" : \"no id\""), InputFormat.JSON)
            .isEmpty());
  }
}
