package org.dl4jlab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Predictions;
import org.dl4jlab.train.RunningMetrics;
import org.junit.jupiter.api.Test;

class PicturesTest {

  private static final int RED = 0xFF0000;
  private static final int GREEN = 0x00FF00;

  /** 2 x 1 pixels: left red, right green. */
  private static BufferedImage redGreen() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, RED);
    image.setRGB(1, 0, GREEN);
    return image;
  }

  private static PredictedImage image(String predicted, String actual) {
    return new PredictedImage(redGreen(), null, predicted, actual, 0.5);
  }

  private static int rgb(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xFFFFFF;
  }

  private static int rgb(Color colour) {
    return colour.getRGB() & 0xFFFFFF;
  }

  /** How many pixels of the frame's upper edge, above the image at this column, have the colour. */
  private static long frame(BufferedImage sheet, int column, Color colour) {
    int left = 20 + column * 148;
    return IntStream.range(left, left + 128).filter(x -> rgb(sheet, x, 46) == rgb(colour)).count();
  }

  @Test
  void predictionsAreEnlargedWithoutBlur() {
    BufferedImage sheet = PredictionsPicture.draw(List.of(image("cat", "cat")), "title");
    for (int y = 50; y < 174; y++) {
      assertEquals(RED, rgb(sheet, 20 + 63, y));
      assertEquals(GREEN, rgb(sheet, 20 + 64, y));
    }
  }

  @Test
  void wrongPredictionsDifferFromRightOnesInColourAndInTheFramesShape() {
    BufferedImage sheet =
        PredictionsPicture.draw(
            List.of(image("cat", "cat"), image("cat", "dog"), image("cat", null)), "title");
    assertEquals(128, frame(sheet, 0, Palette.BLUE));
    long dashes = frame(sheet, 1, Palette.VERMILION);
    assertTrue(dashes > 40 && dashes < 110, dashes + " of 128 pixels are drawn");
    assertEquals(128, frame(sheet, 2, Palette.GREY));
  }

  /** How many pixels of the text under the first image are not the paper's. */
  private static long inked(BufferedImage sheet) {
    return IntStream.range(0, 168 * 80)
        .filter(i -> rgb(sheet, i % 168, 186 + i / 168) != rgb(Palette.PAPER))
        .count();
  }

  @Test
  void namesOfFilesAreWrittenUnderThem() {
    PredictedImage plain = image("cat", null);
    PredictedImage named = new PredictedImage(redGreen(), "Bär ✓.jpg", "cat", null, 0.5);
    PredictedImage chinese = new PredictedImage(redGreen(), "猫".repeat(200), "cat", null, 0.5);
    long without = inked(PredictionsPicture.draw(List.of(plain), "title"));
    long with = inked(PredictionsPicture.draw(List.of(named), "title"));
    assertTrue(with > without + 100, "%d pixels with a name, %d without".formatted(with, without));
    assertTrue(inked(PredictionsPicture.draw(List.of(chinese), "title")) > without);
  }

  @Test
  void longTextEndsWithAnEllipsisAndIsNeverCutWithinACharacter() {
    BufferedImage sheet = Palette.sheet(200, 40);
    Palette.centred(Palette.brush(sheet), "🎬".repeat(50), 100, 30, 80);
    int[] inked =
        IntStream.range(0, 200 * 40)
            .filter(i -> rgb(sheet, i % 200, i / 200) != rgb(Palette.PAPER))
            .map(i -> i % 200)
            .sorted()
            .toArray();
    assertTrue(inked.length > 0);
    assertTrue(inked[0] >= 55 && inked[inked.length - 1] <= 145, "it is wider than allowed");
  }

  @Test
  void predictionsStandInRowsOfTen() {
    List<PredictedImage> ten = IntStream.range(0, 10).mapToObj(i -> image("a", "b")).toList();
    List<PredictedImage> eleven = IntStream.range(0, 11).mapToObj(i -> image("a", "b")).toList();
    BufferedImage oneRow = PredictionsPicture.draw(ten, "title");
    BufferedImage twoRows = PredictionsPicture.draw(eleven, "title");
    assertEquals(1500, oneRow.getWidth());
    assertEquals(280, oneRow.getHeight());
    assertEquals(1500, twoRows.getWidth());
    assertEquals(512, twoRows.getHeight());
    assertEquals(RED, rgb(twoRows, 30, 48 + 232 + 10));
  }

  @Test
  void confusionCellsDarkenWithTheirShareOfTheRow() {
    ClassificationReport report =
        ClassificationReport.of(
            new Predictions(
                new float[][] {{1, 0}, {1, 0}, {1, 0}, {0, 1}}, new int[] {0, 0, 1, 1}, 0),
            List.of("a", "b"));
    BufferedImage sheet = ConfusionPicture.draw(report, "title");
    int left = 24 + 130;
    int top = 110 + 10;
    assertEquals(rgb(Palette.BLUE), rgb(sheet, left + 5, top + 5));
    assertEquals(0xF5F5F5, rgb(sheet, left + 76 + 5, top + 5));
    int half = rgb(sheet, left + 5, top + 76 + 5) & 0xFF;
    assertTrue(half > 0xB2 && half < 0xF5, "half of the row is shaded " + half);
    assertEquals(rgb(Palette.INK), rgb(sheet, left + 76, top + 76), "the diagonal is framed");
  }

  @Test
  void sheetHasARowOfImagesForEachClass() {
    // Two images of class b, one black of class a; 1 x 1 pixel.
    byte full = (byte) 255;
    ImageDataset images =
        new ImageDataset(
            1,
            1,
            3,
            new byte[] {full, 0, 0, 0, full, 0, 0, 0, 0},
            new byte[] {1, 1, 0},
            List.of("a", "b"));
    BufferedImage sheet = ContactSheet.draw(images, 3, "title");
    assertEquals(140 + 3 * 70 + 6, sheet.getWidth());
    assertEquals(50 + 2 * 70 + 6, sheet.getHeight());
    assertEquals(0x000000, rgb(sheet, 150, 60));
    assertEquals(rgb(Palette.PAPER), rgb(sheet, 150 + 70, 60));
    assertEquals(RED, rgb(sheet, 150, 60 + 70));
    assertEquals(GREEN, rgb(sheet, 150 + 70, 60 + 70));
  }

  @Test
  void greyImagesArePicturesToo() {
    ImageDataset grey =
        new ImageDataset(1, 2, 1, new byte[] {0, (byte) 200}, new byte[1], List.of("a", "b"));
    BufferedImage picture = PredictedImage.picture(grey, 0);
    assertEquals(0x000000, rgb(picture, 0, 0));
    assertEquals(0xC8C8C8, rgb(picture, 1, 0));
  }

  @Test
  void curvesShowTrainingAndValidationInTwoColours() {
    History history =
        new History(
            List.of(new EpochResult(1, 2, 0.2, 2.1, 0.25), new EpochResult(2, 1, 0.6, 1.5, 0.5)),
            RunningMetrics.NONE);
    BufferedImage chart = CurvesChart.draw(history, "title");
    assertEquals(1280, chart.getWidth());
    assertEquals(440, chart.getHeight());
    for (int panel = 0; panel < 2; panel++) {
      assertTrue(count(chart, panel, Palette.BLUE) > 100);
      assertTrue(count(chart, panel, Palette.VERMILION) > 100);
    }
  }

  @Test
  void curvesOfASingleEpochHaveTheirPoints() {
    History history = History.empty().with(new EpochResult(1, 2, 0.2, 2.1, 0.25));
    assertTrue(count(CurvesChart.draw(history, "title"), 0, Palette.BLUE) > 20);
  }

  private static long count(BufferedImage chart, int panel, Color colour) {
    return IntStream.range(0, 640 * 440)
        .filter(i -> rgb(chart, panel * 640 + i % 640, i / 640) == rgb(colour))
        .count();
  }
}
