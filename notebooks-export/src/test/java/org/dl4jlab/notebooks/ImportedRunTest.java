package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jlab.cifar.ImageExperiment;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.imdb.SentimentExperiment;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.MadeUpRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No code of the lecture's declares a network from elsewhere, so no notebook says that it does. */
class ImportedRunTest {

  private static final String REFUSAL =
      "The network theirs was imported; a notebook can be made of the lecture's networks only";

  @TempDir private Path temp;

  @Test
  void ofImagesIsRefused() throws IOException {
    assertRefused(
        "cifar",
        new ImageExperiment(
            CifarDataset.CIFAR10, null, "theirs", ImageExperiment.defaults().settings()));
  }

  @Test
  void ofReviewsIsRefused() throws IOException {
    SentimentExperiment own = SentimentExperiment.defaults();
    assertRefused(
        "imdb",
        new SentimentExperiment(
            own.vectors(), own.vectorsLimit(), own.tokens(), "theirs", own.settings()));
  }

  private void assertRefused(String experiment, ExperimentOptions options) throws IOException {
    RunFolder folder =
        new MadeUpRun(
                experiment,
                RunFolder.tree(options),
                MadeUpRun.data("sample", "sample", "built-in"),
                0)
            .write(temp.resolve("run"));
    Cli.run("export", "--run", folder.path()).assertFailed(REFUSAL);
    assertFalse(Files.exists(folder.file("notebook.ipynb")));
  }
}
