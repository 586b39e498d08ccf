package org.dl4jlab.concepts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.dl4jlab.report.Palette;
import org.junit.jupiter.api.Test;

class ConceptPicturesTest {

  private static final int EDGE = 8;
  private static final int PAPER = Palette.PAPER.getRGB();

  @Test
  void everyConceptHasItsPictureAndNothingTouchesTheSheetsEdge() {
    List<String> names = new ArrayList<>();
    List<String> moving = new ArrayList<>();
    for (Concept concept : Concepts.all(GrayscaleImage.scene())) {
      names.add(concept.name());
      BufferedImage picture = concept.picture().get();
      assertTrue(
          picture.getWidth() >= 1200 && picture.getWidth() <= 1600,
          concept.name() + " is wide " + picture.getWidth());
      assertPaperAround(concept.name(), picture);
      if (concept.animation().isPresent()) {
        moving.add(concept.name());
      }
    }
    assertEquals(
        List.of(
            "perceptron",
            "activations",
            "backpropagation",
            "edges",
            "convolution",
            "output-sizes",
            "pooling",
            "batch-normalization",
            "dropout"),
        names);
    assertEquals(List.of("convolution", "pooling", "dropout"), moving);
  }

  private static void assertPaperAround(String name, BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    for (int x = 0; x < width; x++) {
      assertEquals(PAPER, picture.getRGB(x, EDGE), name + " touches the upper edge");
      assertEquals(PAPER, picture.getRGB(x, height - EDGE), name + " touches the lower edge");
    }
    for (int y = 0; y < height; y++) {
      assertEquals(PAPER, picture.getRGB(EDGE, y), name + " touches the left edge");
      assertEquals(PAPER, picture.getRGB(width - EDGE, y), name + " touches the right edge");
    }
  }

  @Test
  void animationHasAFrameForEachStepAndNoTwoAreEqual() {
    List<BufferedImage> frames = ConvolutionPicture.animate(ConvolutionSteps.example()).frames();
    assertEquals(25, frames.size());
    HashSet<Integer> different = new HashSet<>();
    for (BufferedImage frame : frames) {
      assertPaperAround("a step", frame);
      different.add(
          Arrays.hashCode(
              frame.getRGB(0, 0, frame.getWidth(), frame.getHeight(), null, 0, frame.getWidth())));
    }
    assertEquals(25, different.size());
  }

  @Test
  void numbersAreShortAndHaveARealMinus() {
    assertEquals("12", Numbers.text(12));
    assertEquals("−0.15", Numbers.text(-0.15));
    assertEquals("0.3", Numbers.text(0.30000001192));
    assertEquals("0", Numbers.text(-1e-9));
    assertEquals("0.33", Numbers.text(1 / 3.0, 2));
    assertEquals(
        "1·(−2) + (−0.5)·3", Numbers.products(new double[] {1, -0.5}, new double[] {-2, 3}));
    assertEquals("₂", Numbers.subscript(2));
  }

  /** 0.299 red + 0.587 green + 0.114 blue: of pure red, green, blue and white. */
  @Test
  void coloursBecomeTheBrightnessThatTheEyeSees() {
    byte full = (byte) 255;
    byte[] planes = {full, 0, 0, full, 0, full, 0, full, 0, 0, full, full};
    double[][] grey = GrayscaleImage.ofColours(planes, 2);
    assertArrayEquals(new double[] {0.299, 0.587}, grey[0], 1e-12);
    assertArrayEquals(new double[] {0.114, 1}, grey[1], 1e-12);
  }

  @Test
  void drawnSceneHasLightAndDark() {
    double[][] scene = GrayscaleImage.scene();
    assertEquals(64, scene.length);
    assertEquals(64, scene[0].length);
    assertEquals(1, scene[12][52], 1e-9, "the sun is white");
    assertTrue(scene[20][21] < 0.2, "the roof is dark");
    assertTrue(scene[30][10] > 0.9, "the wall is light");
  }
}
