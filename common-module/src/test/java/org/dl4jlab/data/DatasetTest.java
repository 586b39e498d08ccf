package org.dl4jlab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class DatasetTest {

  /** Three images of 1 x 2 pixels in three colours; image i has the bytes 10 i to 10 i + 5. */
  private static final ImageDataset IMAGES =
      new ImageDataset(
          1,
          2,
          3,
          new byte[] {0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, (byte) 255},
          new byte[] {1, 0, 1},
          List.of("a", "b"));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1000})
  void shuffledOrderHasEverySampleOnce(int count) {
    int[] order = SampleOrder.shuffled(count, 3, 1);
    Arrays.sort(order);
    assertArrayEquals(SampleOrder.sequential(count), order);
  }

  @Test
  void shuffledOrderDependsOnSeedAndEpochAlone() {
    int[] order = SampleOrder.shuffled(100, 3, 1);
    assertArrayEquals(order, SampleOrder.shuffled(100, 3, 1));
    assertFalse(Arrays.equals(order, SampleOrder.shuffled(100, 3, 2)));
    assertFalse(Arrays.equals(order, SampleOrder.shuffled(100, 4, 1)));
    assertFalse(Arrays.equals(order, SampleOrder.sequential(100)));
  }

  @Test
  void textsOfTwoClassesHaveOneNumberAndOfMoreOneEach() {
    int[][] texts = {{1}, {1, 1}, {}};
    int[] labels = {1, 0, 2};
    EmbeddingMatrix table = new EmbeddingMatrix(new float[] {0, 5}, 1);
    int[] order = {2, 0};
    TokenBatch several = new TokenDataset(texts, labels, 2, table, 3).batch(order, 0, 2);
    assertArrayEquals(new float[] {0, 0, 1, 0, 1, 0}, several.targets());
    assertArrayEquals(new long[] {2, 3}, several.labels().shape());
    TokenBatch two = new TokenDataset(texts, labels, 2, table).part(0, 2).batch(order, 1, 2);
    assertArrayEquals(new float[] {1}, two.targets());
    assertArrayEquals(new long[] {1, 1}, two.labels().shape());
  }

  @Test
  void imagesAreFoundByRowColumnAndChannel() {
    assertEquals(13, IMAGES.pixel(1, 0, 1, 1));
    assertEquals(255, IMAGES.pixel(2, 0, 1, 2));
    assertEquals(1, IMAGES.label(2));
    assertArrayEquals(new int[] {1, 2}, IMAGES.classCounts());
  }

  @Test
  void batchTakesTheImagesThatTheOrderNames() {
    ImageBatch batch = IMAGES.batch(new int[] {0, 2, 1}, 1, 3);
    assertEquals(2, batch.size());
    assertArrayEquals(new int[] {2, 3, 1, 2}, batch.shape());
    assertArrayEquals(new int[] {1, 0}, batch.classes());
    assertArrayEquals(new byte[] {20, 21, 22, 23, 24, -1, 10, 11, 12, 13, 14, 15}, batch.pixels());
  }

  @Test
  void networksSeePixelsFromZeroToOneAndOneHotLabels() {
    ImageBatch batch = IMAGES.batch(new int[] {2, 1}, 0, 2);
    assertArrayEquals(new long[] {2, 3, 1, 2}, batch.features().shape());
    assertEquals(1.0f, batch.features().getFloat(0, 2, 0, 1));
    assertEquals(20 / 255f, batch.features().getFloat(0, 0, 0, 0));
    assertEquals(13 / 255f, batch.features().getFloat(1, 1, 0, 1));
    assertArrayEquals(new float[][] {{0, 1}, {1, 0}}, batch.labels().toFloatMatrix());
  }

  @Test
  void firstCutsButNeverBeyondWhatThereIs() {
    ImageDataset two = IMAGES.first(2);
    assertEquals(2, two.count());
    assertEquals(15, two.pixel(1, 0, 1, 2));
    assertSame(IMAGES, IMAGES.first(3));
    assertSame(IMAGES, IMAGES.first(Integer.MAX_VALUE));
  }

  @Test
  void checksumTellsPixelsLabelsAndShapesApart() {
    byte[] pixels = new byte[12];
    byte[] labels = new byte[2];
    List<String> names = List.of("a", "b");
    String sum = new ImageDataset(1, 2, 3, pixels, labels, names).checksum();
    assertEquals(sum, new ImageDataset(1, 2, 3, pixels.clone(), labels, names).checksum());
    assertNotEquals(sum, new ImageDataset(2, 1, 3, pixels, labels, names).checksum());
    assertNotEquals(sum, new ImageDataset(1, 2, 3, pixels, new byte[] {0, 1}, names).checksum());
    pixels[11] = 1;
    assertNotEquals(sum, new ImageDataset(1, 2, 3, pixels, labels, names).checksum());
  }

  @Test
  void pixelsThatAreNotSoManyImagesAreRefused() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ImageDataset(2, 2, 3, new byte[23], new byte[2], List.of("a", "b")));
    assertEquals("23 bytes are not 2 images of 3 x 2 x 2", e.getMessage());
  }

  @Test
  void imagesOfABatchAreAsManyAsItsShapeSays() {
    int[] shape = {2, 3, 1, 2};
    new ImageBatch(shape, new byte[12], new int[] {0, 1}, 2);
    for (int pixels : new int[] {0, 11, 13, 24}) {
      assertRefused(() -> new ImageBatch(shape, new byte[pixels], new int[2], 2));
    }
    assertRefused(() -> new ImageBatch(shape, new byte[12], new int[3], 2));
    assertRefused(() -> new ImageBatch(shape, new byte[12], new int[] {0, 2}, 2));
    assertRefused(() -> new ImageBatch(shape, new byte[12], new int[] {0, -1}, 2));
    assertRefused(() -> new ImageBatch(new int[] {2, 6}, new byte[12], new int[2], 2));
    assertRefused(() -> new ImageBatch(new int[] {2, -3, -1, 2}, new byte[12], new int[2], 2));
    assertRefused(() -> new ImageBatch(new int[] {0, 3, 1, 2}, new byte[0], new int[0], 2));
    int[] huge = {1 << 16, 1 << 16, 1 << 16, 1 << 16};
    assertRefused(() -> new ImageBatch(huge, new byte[0], new int[1 << 16], 2));
  }

  @Test
  void wordsOfABatchAreInItsTable() {
    EmbeddingMatrix table = new EmbeddingMatrix(new float[6], 2);
    new TokenBatch(new int[] {1, 2, 2, 0}, new int[] {2, 0}, 2, new int[] {0, 1}, table);
    int[] lengths = {2, 1};
    int[] classes = {0, 1};
    int[] tokens = {1, 2, 2, 0};
    for (int length : new int[] {-5, -1, 3, Integer.MAX_VALUE}) {
      assertRefused(() -> new TokenBatch(tokens, new int[] {2, length}, 2, classes, table));
    }
    for (int word : new int[] {-1, 3, Integer.MAX_VALUE}) {
      assertRefused(() -> new TokenBatch(new int[] {1, 2, 2, word}, lengths, 2, classes, table));
    }
    for (int wrong : new int[] {-1, 2}) {
      assertRefused(() -> new TokenBatch(tokens, lengths, 2, new int[] {0, wrong}, table));
    }
    assertRefused(() -> new TokenBatch(tokens, lengths, -2, classes, table));
    assertRefused(() -> new TokenBatch(new int[0], new int[0], 2, new int[0], table));
  }

  private static void assertRefused(Executable batch) {
    assertThrows(IllegalArgumentException.class, batch);
  }

  @Test
  void arrayBatchNeedsALabelForEachSample() {
    assertEquals(4, new ArrayBatch(Nd4j.zeros(4, 2), null).size());
    assertThrows(
        IllegalArgumentException.class, () -> new ArrayBatch(Nd4j.zeros(4, 2), Nd4j.zeros(3, 2)));
  }
}
