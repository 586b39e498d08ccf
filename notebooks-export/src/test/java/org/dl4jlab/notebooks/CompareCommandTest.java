package org.dl4jlab.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli.Result;
import org.dl4jlab.testing.MadeUpRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An executed notebook's figures are held against its run's, whose loss is 0.5 and accuracy 0.75.
 */
class CompareCommandTest {

  @TempDir Path temp;

  private RunFolder folder;
  private Path executed;

  @BeforeEach
  void prepare() throws IOException {
    folder = MadeUpRuns.write(temp.resolve("run"), ImageNetwork.CNN);
    executed = temp.resolve("executed.ipynb");
  }

  private Result compare(String printed) throws IOException {
    Notebook notebook =
        Notebook.of(
            "test",
            List.of(
                Cell.code("test", "1", List.of(Output.printed("here: loss 9, accuracy 9\n"))),
                Cell.code("comparison", "2", List.of(Output.printed(printed)))));
    Files.writeString(executed, notebook.toJson());
    return Cli.run("compare", "--run", folder.path(), executed);
  }

  @Test
  void sameFiguresWithinRoundingPass() throws IOException {
    compare("run:  loss 0.500000, accuracy 0.750000\nhere: loss 0.500050, accuracy 0.749950\n")
        .assertDone()
        .assertSays("notebook: loss 0.500050, accuracy 0.749950");
  }

  @Test
  void otherLossOrAccuracyFails() throws IOException {
    compare("here: loss 0.500200, accuracy 0.750000\n").assertFailed("are not those of its run");
    compare("here: loss 0.500000, accuracy 0.500000\n").assertFailed("are not those of its run");
    compare("here: loss NaN, accuracy 0.750000\n").assertFailed("are not those of its run");
  }

  @Test
  void toleranceIsThePersons() throws IOException {
    compare("here: loss 0.510000, accuracy 0.750000\n").assertFailed("more than 0.0001 apart");
    Cli.run("compare", "--run", folder.path(), "--tolerance", 0.02, executed).assertDone();
  }

  @Test
  void exportedNotebookHasNotBeenExecuted() {
    Cli.run("export", "--run", folder.path(), "--out", executed).assertDone();
    Cli.run("compare", "--run", folder.path(), executed).assertFailed("has not been executed");
  }

  @Test
  void unfinishedRunAndWrongFilesAreNamed() throws IOException {
    Files.writeString(executed, "no notebook");
    Cli.run("compare", "--run", folder.path(), executed).assertFailed("is not a notebook");
    folder.write(MadeUpRun.of("folder", "pets", 2).metrics(Metrics.RUNNING));
    Cli.run("compare", "--run", folder.path(), executed).assertFailed("has no test results");
  }
}
