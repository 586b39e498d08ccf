package org.dl4jlab.cifar.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dl4jlab.cifar.own.OwnPictures;
import org.dl4jlab.data.ImageDataset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSetTest {

  /** Titles stand over pictures and in tables, where a path is too long. */
  @ParameterizedTest
  @CsvSource({
    "/home/someone/my pets, my pets",
    "/home/someone/pets.zip, pets.zip",
    "pets, pets",
    "/, /"
  })
  void picturesOfOnesOwnAreCalledByTheirFoldersName(String source, String title) {
    ImageDataset none = SampleImages.draw(1, 1, 1).train();
    ImageSet own = ImageSet.ofFolder(source, new OwnPictures(none, none, none));
    assertEquals(title, own.title());
    assertEquals(source, own.source());
  }
}
