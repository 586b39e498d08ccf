package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.dl4jlab.cifar.ImageExperiment;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.imdb.SentimentExperiment;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.MadeUpRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No code of the lecture's declares a network from elsewhere: its notebook shows results only. */
class ImportedRunTest {

  private static final String NO_CODE =
      "The network theirs was imported, so no code declares it; the notebook shows results without code";

  @TempDir private Path temp;

  @Test
  void ofImages() throws IOException {
    assertWithoutCode(
        "cifar",
        new ImageExperiment(
            CifarDataset.CIFAR10,
            null,
            "theirs",
            0,
            null,
            null,
            ImageExperiment.defaults().settings()));
  }

  @Test
  void ofReviews() throws IOException {
    SentimentExperiment own = SentimentExperiment.defaults();
    assertWithoutCode(
        "imdb",
        new SentimentExperiment(
            own.vectors(), own.vectorsLimit(), own.tokens(), "theirs", 0, null, own.settings()));
  }

  private void assertWithoutCode(String experiment, ExperimentOptions options) throws IOException {
    RunFolder folder =
        new MadeUpRun(
                experiment,
                RunFolder.tree(options),
                MadeUpRun.data("sample", "sample", "built-in"),
                0)
            .write(temp.resolve("run"));
    Cli.run("export", "--run", folder.path()).assertDone().assertSays(NO_CODE);
    JsonNode notebook = Cli.read(folder.file("notebook.ipynb"));
    assertFalse(notebook.toString().contains("ComputationGraph"));
    assertTrue(notebook.toString().contains("sample"));
  }
}
