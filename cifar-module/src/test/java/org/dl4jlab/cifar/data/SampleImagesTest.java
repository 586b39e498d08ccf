package org.dl4jlab.cifar.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dl4jlab.data.ImageDataset;
import org.junit.jupiter.api.Test;

class SampleImagesTest {

  private static final ImageSet SAMPLE = SampleImages.draw();

  @Test
  void isTheSameForTheSameSeedOnly() {
    ImageSet images = SampleImages.draw(50, 20, 3);
    ImageSet again = SampleImages.draw(50, 20, 3);
    assertEquals(images.train().checksum(), again.train().checksum());
    assertEquals(images.test().checksum(), again.test().checksum());
    assertNotEquals(images.train().checksum(), SampleImages.draw(50, 20, 4).train().checksum());
    assertNotEquals(images.train().first(20).checksum(), images.test().checksum());
  }

  @Test
  void hasTheClassesOfCifar10InFairShares() {
    assertEquals(3000, SAMPLE.train().count());
    assertEquals(1000, SAMPLE.test().count());
    assertEquals(Cifar10.CLASSES, SAMPLE.classNames());
    for (ImageDataset images : new ImageDataset[] {SAMPLE.train(), SAMPLE.test()}) {
      for (int count : images.classCounts()) {
        double share = (double) count / images.count();
        assertTrue(share > 0.07 && share < 0.13, "a class has the share " + share);
      }
    }
  }

  /** No class can be told by its colours alone: the mean brightness of all is about the same. */
  @Test
  void classesDoNotDifferInBrightness() {
    double[] sums = new double[10];
    ImageDataset images = SAMPLE.train();
    for (int i = 0; i < images.count(); i++) {
      for (int pixel = 0; pixel < 32 * 32; pixel++) {
        sums[images.label(i)] += images.pixel(i, pixel / 32, pixel % 32, 1);
      }
    }
    for (int c = 0; c < 10; c++) {
      double mean = sums[c] / images.classCounts()[c] / 1024;
      assertTrue(mean > 140 && mean < 190, Cifar10.CLASSES.get(c) + " has the mean " + mean);
    }
  }

  @Test
  void saysThatItIsTheSample() {
    assertEquals("sample", SAMPLE.title());
    assertEquals("sample", SAMPLE.limited(5, 5, 42).title());
  }
}
