package org.dl4jlab.cifar.pictures;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.IOException;
import java.io.InputStream;

/**
 * How a camera was held: the Exif tag 0x0112, 1 to 8 (CIPA DC-008, <i>Exif 2.32</i>, 4.6.4). It is
 * 1 where a picture does not say it.
 */
final class Orientation {

  static final int UPRIGHT = 1;

  private Orientation() {}

  /** Of a picture in any format that carries Exif data. */
  static int of(PictureSource source) throws IOException, PictureException {
    try (InputStream bytes = source.bytes()) {
      Metadata metadata = ImageMetadataReader.readMetadata(bytes);
      for (ExifIFD0Directory directory : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
        Integer noted = directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
        if (noted != null && noted >= 1 && noted <= 8) {
          return noted;
        }
      }
      return UPRIGHT;
    } catch (ImageProcessingException withoutMetadata) {
      return UPRIGHT; // whether it is a picture at all, is for its decoder to say
    }
  }

  /**
   * Turns a square upright.
   *
   * @param pixels {@code [size, size]} as they are stored
   * @return {@code [size, size]} as they are looked at
   */
  static int[] turned(int[] pixels, int size, int orientation) {
    if (orientation == UPRIGHT) {
      return pixels;
    }
    int[] upright = new int[pixels.length];
    int last = size - 1;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int from =
            switch (orientation) {
              case 2 -> at(last - x, y, size);
              case 3 -> at(last - x, last - y, size);
              case 4 -> at(x, last - y, size);
              case 5 -> at(y, x, size);
              case 6 -> at(y, last - x, size);
              case 7 -> at(last - y, last - x, size);
              case 8 -> at(last - y, x, size);
              default -> throw new IllegalArgumentException("No orientation: " + orientation);
            };
        upright[at(x, y, size)] = pixels[from];
      }
    }
    return upright;
  }

  private static int at(int x, int y, int size) {
    return y * size + x;
  }
}
