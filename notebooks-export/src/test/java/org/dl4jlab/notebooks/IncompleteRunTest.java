package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli.Result;
import org.dl4jlab.testing.MadeUpRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is missing, half written or newer gets a line; the notebook shows the rest. */
class IncompleteRunTest {

  @TempDir Path temp;

  private RunFolder folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = MadeUpRuns.write(temp.resolve("run"), ImageNetwork.CNN);
  }

  private Result export() {
    return Cli.run("export", "--run", folder.path());
  }

  private JsonNode notebook() throws IOException {
    return Cli.read(folder.file("notebook.ipynb"));
  }

  private void assertWarns(String file) throws IOException {
    String about = Cli.source(notebook().get("cells").get(0));
    assertTrue(about.contains("In the run's folder " + file), about);
  }

  @ParameterizedTest
  @CsvSource({
    "summary.txt, graph",
    "history.csv, training",
    "metrics.json, test",
    "curves.png, curves",
    "confusion.png, confusion",
    "predictions.png, predictions"
  })
  void missingFileIsNamed(String file, String cell) throws IOException {
    Files.delete(folder.file(file));
    export().assertDone().assertSays("has no " + file);
    assertWarns(file);
    assertTrue(Cli.cell(notebook(), cell).get("outputs").isEmpty());
    assertFalse(Cli.cell(notebook(), "data").get("outputs").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "history.csv, training",
    "metrics.json, test",
    "curves.png, curves",
  })
  void halfWrittenFileIsNamed(String file, String cell) throws IOException {
    byte[] whole = Files.readAllBytes(folder.file(file));
    Files.write(folder.file(file), Arrays.copyOf(whole, whole.length / 2));
    export().assertDone().assertSays(file);
    assertWarns(file);
    assertTrue(Cli.cell(notebook(), cell).get("outputs").isEmpty());
  }

  /** Readers of other formats may follow what stands in a file to other files. */
  @ParameterizedTest
  @ValueSource(strings = {"bmp", "gif", "jpg"})
  void pictureThatIsNoPngIsNotReadAsWhatItIs(String format) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.file("curves.png"))) {
      ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), format, out);
    }
    export().assertDone().assertSays("curves.png is damaged: it is not a PNG file");
    assertTrue(Cli.cell(notebook(), "curves").get("outputs").isEmpty());
  }

  @Test
  void pictureOfAnAbsurdSizeIsNotUnpacked() throws IOException {
    byte[] png = Files.readAllBytes(folder.file("curves.png"));
    int size = 16; // where the header has width and height
    ByteBuffer.wrap(png).putInt(size, 60_000).putInt(size + Integer.BYTES, 60_000);
    Files.write(folder.file("curves.png"), png);
    export().assertDone().assertSays("curves.png is damaged");
  }

  @Test
  void runWithoutTestTrainsToTheEndWhenExecuted() throws IOException {
    folder.write(MadeUpRun.of("folder", "pets", 2).metrics(Metrics.INTERRUPTED));
    for (String picture : new String[] {"curves.png", "confusion.png", "predictions.png"}) {
      Files.delete(folder.file(picture));
    }
    Result result = export().assertDone();
    assertEquals(2, result.out().lines().count(), result.out());
    result.assertSays("The run has not finished");
    String about = Cli.source(notebook().get("cells").get(0));
    assertTrue(about.contains("its status was <code>interrupted</code> after 2 epochs"), about);
    assertFalse(Cli.cell(notebook(), "training").get("outputs").isEmpty());
    assertTrue(Cli.source(Cli.cell(notebook(), "closing")).contains("engine.close()"));
    assertThrows(AssertionError.class, () -> Cli.cell(notebook(), "comparison"));
  }

  @ParameterizedTest
  @CsvSource({
    "\"cnn\", \"transformer\", The run's options cannot be read",
    "\"cifar\", \"radio\", The experiment 'radio' is unknown to this version",
    "\"class_names\", \"labels\", config.json is damaged"
  })
  void newerRunIsShownWithoutCode(String known, String newer, String because) throws IOException {
    String config = Files.readString(folder.file(RunFolder.CONFIG));
    folder.write(RunFolder.CONFIG, config.replace(known, newer));
    export().assertDone().assertSays(because);
    for (JsonNode cell : notebook().get("cells")) {
      assertEquals("markdown", cell.get("cell_type").asText());
    }
    assertTrue(Cli.source(Cli.cell(notebook(), "graph")).contains("Total params: 10"));
    assertTrue(Cli.source(Cli.cell(notebook(), "history")).contains("<td><b>0.7500</b></td>"));
    assertTrue(Cli.source(Cli.cell(notebook(), "test")).contains("accuracy: 0.7500"));
    assertTrue(Cli.cell(notebook(), "curves-png").at("/attachments/curves.png").has("image/png"));
  }

  @Test
  void unknownFieldsOfANewerVersionArePassedOver() throws IOException {
    String config = Files.readString(folder.file(RunFolder.CONFIG));
    folder.write(RunFolder.CONFIG, config.replaceFirst("\\{", "{ \"colour\" : \"red\","));
    export().assertDone();
    assertFalse(Cli.cell(notebook(), "training").get("outputs").isEmpty());
  }

  @Test
  void folderWithoutConfigIsNoRun() throws IOException {
    Files.delete(folder.file(RunFolder.CONFIG));
    export().assertFailed("is not a run folder (config.json is missing)");
    assertFalse(Files.exists(folder.file("notebook.ipynb")));
  }
}
