package org.dl4jlab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.dl4jlab.UserException;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.report.PredictedSample.Token;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.Predictions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictedSampleTest {

  @TempDir Path temp;

  private RunFolder folder;

  @BeforeEach
  void create() throws IOException {
    folder = RunFolder.create(temp.resolve("run"));
  }

  @Test
  void imageBringsItsPixels() throws IOException {
    ImageDataset red =
        new ImageDataset(
            1, 1, 3, new byte[] {(byte) 255, 0, 0}, new byte[1], List.of("cat", "dog"));
    PredictedSample sample =
        PredictedSample.of(
            red,
            0,
            new Predictions(new float[][] {{0.25f, 0.75f}}, new int[] {0}, 0),
            red.classNames());
    assertEquals("test image 0", sample.id());
    assertEquals("dog", sample.predicted());
    assertEquals("cat", sample.actual());
    assertEquals(0.75, sample.probability());
    assertFalse(sample.right());
    var png = new ByteArrayInputStream(Base64.getDecoder().decode(sample.png()));
    assertEquals(0xFF0000, ImageIO.read(png).getRGB(0, 0) & 0xFFFFFF);
  }

  @Test
  void textIsReadBackFromItsFile() throws IOException {
    PredictedSample text =
        PredictedSample.ofText(
            "test/pos/1_9", "positive", null, 0.9, List.of(new Token("A", 0), new Token("gem", 2)));
    folder.writeJson(RunFolder.PREDICTED, List.of(text));
    assertEquals(
        List.of(text), List.of(folder.readJson(RunFolder.PREDICTED, PredictedSample[].class)));
    String json = Files.readString(folder.file(RunFolder.PREDICTED));
    assertFalse(json.contains("png") || json.contains("right") || json.contains("known"), json);
  }

  @Test
  void sampleWithoutPredictionIsDamaged() throws IOException {
    folder.write(RunFolder.MISTAKES, "[{\"id\": \"1\"}]");
    String message =
        assertThrows(
                UserException.class,
                () -> folder.readJson(RunFolder.MISTAKES, PredictedSample[].class))
            .getMessage();
    assertTrue(message.contains("mistakes.json is damaged"), message);
  }
}
