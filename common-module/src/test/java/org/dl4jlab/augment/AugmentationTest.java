package org.dl4jlab.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.data.SampleOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {

  private static final int COUNT = 400;
  private static final int SIZE = 8;
  private static final int IMAGE = 3 * SIZE * SIZE;
  private static final ImageDataset IMAGES = noise(COUNT);
  private static final String ALL = "flip,crop:2,cutout:3,colour:0.4";

  private static ImageDataset noise(int count) {
    byte[] pixels = new byte[count * IMAGE];
    new Random(1).nextBytes(pixels);
    return new ImageDataset(SIZE, SIZE, 3, pixels, new byte[count], List.of("a", "b"));
  }

  private static byte[] bytes(Dataset images, int... samples) {
    return ((ImageBatch) images.batch(samples, 0, samples.length)).pixels();
  }

  private static Dataset trained(String changes) {
    return Augmentation.of(changes).of(IMAGES, 42);
  }

  @Test
  void bytesDependOnSeedEpochAndSampleAlone() {
    Dataset third = trained(ALL).inEpoch(3);
    byte[] alone = bytes(third, 17);
    byte[] among = bytes(third.inEpoch(1).inEpoch(3), 5, 17, 3);
    assertArrayEquals(alone, Arrays.copyOfRange(among, IMAGE, 2 * IMAGE));
    assertFalse(Arrays.equals(alone, bytes(third.inEpoch(4), 17)));
    assertFalse(Arrays.equals(alone, bytes(Augmentation.of(ALL).of(IMAGES, 43).inEpoch(3), 17)));
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBytes() {
    Dataset epoch = trained(ALL).inEpoch(2);
    byte[] expected = bytes(epoch, SampleOrder.sequential(COUNT));
    IntStream.range(0, COUNT)
        .parallel()
        .forEach(
            i ->
                assertArrayEquals(
                    Arrays.copyOfRange(expected, i * IMAGE, (i + 1) * IMAGE), bytes(epoch, i)));
  }

  @Test
  void imagesThemselvesAreLeftAsTheyAre() {
    String before = IMAGES.checksum();
    bytes(trained(ALL), SampleOrder.sequential(COUNT));
    assertEquals(before, IMAGES.checksum());
  }

  @Test
  void oneChangeDoesNotAlterWhatAnotherDraws() {
    byte[] alone = bytes(trained("cutout:3"), SampleOrder.sequential(COUNT));
    byte[] behind = bytes(trained("colour:0.00001,cutout:3"), SampleOrder.sequential(COUNT));
    assertArrayEquals(alone, behind);
  }

  @Test
  void alternatingFlipTurnsEachImageRoundInEveryOtherEpoch() {
    boolean[][] flipped = new boolean[4][COUNT];
    for (int epoch = 1; epoch <= 4; epoch++) {
      for (int i = 0; i < COUNT; i++) {
        boolean as =
            Arrays.equals(bytes(IMAGES, i), bytes(trained("flip:alternate").inEpoch(epoch), i));
        flipped[epoch - 1][i] = !as;
      }
    }
    int first = 0;
    for (int i = 0; i < COUNT; i++) {
      first += flipped[0][i] ? 1 : 0;
      assertNotEquals(flipped[0][i], flipped[1][i]);
      assertEquals(flipped[0][i], flipped[2][i]);
      assertEquals(flipped[1][i], flipped[3][i]);
    }
    assertTrue(first > 160 && first < 240, first + " of 400 were flipped in the first epoch");
  }

  @Test
  void flipByChanceTurnsAboutHalfRoundAndOthersInAnotherEpoch() {
    int both = 0;
    int first = 0;
    for (int i = 0; i < COUNT; i++) {
      boolean one = !Arrays.equals(bytes(IMAGES, i), bytes(trained("flip"), i));
      boolean two = !Arrays.equals(bytes(IMAGES, i), bytes(trained("flip").inEpoch(2), i));
      first += one ? 1 : 0;
      both += one && two ? 1 : 0;
    }
    assertTrue(first > 160 && first < 240, first + " of 400");
    assertTrue(both > 70 && both < 130, both + " of 400 in both epochs");
  }

  /** A single white pixel in the middle tells where an image was moved to. */
  @Test
  void cropMovesToEveryPlaceWithinItsMargin() {
    byte[] pixels = new byte[COUNT * SIZE * SIZE];
    for (int i = 0; i < COUNT; i++) {
      pixels[i * SIZE * SIZE + 4 * SIZE + 4] = (byte) 255;
    }
    ImageDataset points =
        new ImageDataset(SIZE, SIZE, 1, pixels, new byte[COUNT], List.of("a", "b"));
    Dataset moved = Augmentation.of("crop:2:black").of(points, 42);
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < COUNT; i++) {
      byte[] image = bytes(moved, i);
      int[] white = IntStream.range(0, image.length).filter(p -> image[p] != 0).toArray();
      assertEquals(1, white.length);
      assertTrue(Math.abs(white[0] / SIZE - 4) <= 2 && Math.abs(white[0] % SIZE - 4) <= 2);
      places.add(white[0]);
    }
    assertEquals(25, places.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flip",
        "flip:alternate,crop:2",
        "crop:4:black",
        "cutout:8,colour:0.2",
        "flip,crop:4,cutout:8,colour:0.2"
      })
  void textIsWhatAPersonTypesAlsoInAFile(String text) throws IOException {
    Augmentation augmentation = Augmentation.of(text);
    assertEquals(text, augmentation.toString());
    ObjectMapper json = new ObjectMapper();
    assertEquals(
        augmentation, json.readValue(json.writeValueAsString(augmentation), Augmentation.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "flap; 'flap'",
        "flip:often; flip or flip:alternate",
        "crop; a number of pixels",
        "crop:0; a number of pixels",
        "crop:4:white; a number of pixels",
        "cutout:x; such as cutout:8",
        "colour:1.5; at most 1",
        "flip,; ''"
      })
  void whatIsNoChangeIsNamed(String text, String named) {
    var e = assertThrows(IllegalArgumentException.class, () -> Augmentation.of(text));
    assertTrue(e.getMessage().contains(named), e.getMessage());
  }

  @Test
  void smallImagesCannotBeMovedFar() {
    Augmentation far = Augmentation.of("crop:8");
    var e = assertThrows(IllegalArgumentException.class, () -> far.of(IMAGES, 1));
    assertTrue(e.getMessage().contains("8 x 8 pixels cannot be moved by 8"), e.getMessage());
  }
}
