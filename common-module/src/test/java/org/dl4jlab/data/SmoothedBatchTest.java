package org.dl4jlab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class SmoothedBatchTest {

  @Test
  void allClassesGetTheirPartOfTheShare() {
    ImageDataset images =
        new ImageDataset(1, 1, 1, new byte[2], new byte[] {1, 0}, List.of("a", "b", "c", "d"));
    Batch batch = new SmoothedLabels(images, 0.2).batch(new int[] {0, 1}, 0, 2);
    // 0.8 of the label and a fourth of 0.2.
    float[] expected = {0.05f, 0.85f, 0.05f, 0.05f, 0.85f, 0.05f, 0.05f, 0.05f};
    assertArrayEquals(expected, ((SmoothedBatch) batch).targets(), 1e-7f);
    assertArrayEquals(expected, batch.labels().dup('c').data().asFloat(), 1e-7f);
    assertEquals(2, batch.size());
    assertSame(ImageBatch.class, batch.stored().getClass());
    assertEquals(batch.stored().features(), batch.features());
  }

  @Test
  void oneProbabilityStandsForTwoClasses() {
    EmbeddingMatrix table = new EmbeddingMatrix(new float[] {0, 1}, 1);
    TokenDataset texts = new TokenDataset(new int[][] {{1}, {1}}, new int[] {0, 1}, 1, table);
    Batch batch = new SmoothedLabels(texts, 0.2).batch(new int[] {0, 1}, 0, 2);
    assertArrayEquals(new float[] {0.1f, 0.9f}, ((SmoothedBatch) batch).targets(), 1e-7f);
  }
}
