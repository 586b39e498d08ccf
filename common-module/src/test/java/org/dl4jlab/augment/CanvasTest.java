package org.dl4jlab.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dl4jlab.augment.ImageChange.Colour;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The second of two images of one plane, 3 rows of 4 pixels, beside bytes worked out by hand. */
class CanvasTest {

  private final byte[] batch = new byte[24];
  private final Canvas image = new Canvas(batch, 12, 1, 3, 4);

  @BeforeEach
  void fillWith() {
    for (int i = 0; i < batch.length; i++) {
      batch[i] = (byte) (i < 12 ? 99 : i - 11);
    }
  }

  private void assertImage(int... expected) {
    for (int i = 0; i < 12; i++) {
      assertEquals(99, batch[i], "the neighbour's byte " + i);
      assertEquals(expected[i], batch[12 + i] & 0xFF, "byte " + i);
    }
  }

  @Test
  void flipTurnsRowsRound() {
    image.flip();
    assertImage(4, 3, 2, 1, 8, 7, 6, 5, 12, 11, 10, 9);
  }

  @Test
  void movedImageIsMirroredAtItsOutermostPixels() {
    image.move(-2, 1, true);
    // Rows 2, 1, 0; columns 1, 2, 3, 2.
    assertImage(10, 11, 12, 11, 6, 7, 8, 7, 2, 3, 4, 3);
  }

  @Test
  void imageMovedTheOtherWayToo() {
    image.move(1, -2, true);
    // Rows 1, 2, 1; columns 2, 1, 0, 1.
    assertImage(7, 6, 5, 6, 11, 10, 9, 10, 7, 6, 5, 6);
  }

  @Test
  void movedImageMayHaveBlackEdges() {
    image.move(1, -1, false);
    assertImage(0, 5, 6, 7, 0, 9, 10, 11, 0, 0, 0, 0);
  }

  @Test
  void imageInItsPlaceStaysAsItIs() {
    image.move(0, 0, false);
    assertImage(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  void filledRectangleEndsAtTheEdges() {
    image.fill(-1, 2, 3, 5, (byte) 128);
    assertImage(1, 2, 128, 128, 5, 6, 128, 128, 9, 10, 11, 12);
  }

  @Test
  void everyPlaneIsChanged() {
    byte[] planes = {1, 2, 3, 4, 5, 6, 7, 8};
    Canvas colours = new Canvas(planes, 0, 2, 2, 2);
    colours.flip();
    assertArrayEquals(new byte[] {2, 1, 4, 3, 6, 5, 8, 7}, planes);
    colours.move(1, 0, true);
    assertArrayEquals(new byte[] {4, 3, 2, 1, 8, 7, 6, 5}, planes);
    colours.fill(0, 0, 1, 1, (byte) 0);
    assertArrayEquals(new byte[] {0, 3, 2, 1, 0, 7, 6, 5}, planes);
  }

  @Test
  void brightnessAndContrastAreWorkedOutByHand() {
    // 1.5 * (100 + 0.5 * (value - 100)) = 75 + 0.75 * value
    byte[] table = Colour.table(1.5, 0.5, 100);
    assertEquals(75, table[0] & 0xFF);
    assertEquals(150, table[100] & 0xFF);
    assertEquals(225, table[200] & 0xFF);
    assertEquals(255, table[250] & 0xFF);
    // 100 + 2 * (value - 100) is below black for 10.
    assertEquals(0, Colour.table(1, 2, 100)[10]);
    image.replace(table);
    assertImage(76, 77, 77, 78, 79, 80, 80, 81, 82, 83, 83, 84);
  }

  @Test
  void meanIsOfTheImageAlone() {
    assertEquals(6.5, image.mean());
  }
}
