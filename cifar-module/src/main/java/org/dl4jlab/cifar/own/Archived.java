package org.dl4jlab.cifar.own;

import java.nio.file.Path;
import java.text.Normalizer;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.pictures.PictureException;
import org.dl4jlab.cifar.pictures.PictureSource;

/** What holds for files in any archive. Nothing of an archive is written to disk. */
final class Archived {

  /**
   * The largest picture that is taken out of an archive; what claims less and is more, ends there.
   */
  static final int MOST_PICTURE_BYTES = 1 << 28;

  private Archived() {}

  /** The name as a folder's files have it: with slashes, letters and accents joined. */
  static String name(String entry) {
    String name = Normalizer.normalize(entry.replace('\\', '/'), Normalizer.Form.NFC);
    return name.replaceFirst("^(\\.?/)+", "");
  }

  static boolean isTooLarge(long size) {
    return size > MOST_PICTURE_BYTES;
  }

  static PictureSource tooLarge() {
    return () -> {
      throw new PictureException(
          "is larger than the %d MB that are taken out of an archive"
              .formatted(MOST_PICTURE_BYTES >> 20));
    };
  }

  static UserException tableTooLarge(Path archive, String name) {
    return new UserException(
        "%s in %s is too large for a table of labels".formatted(name, archive));
  }
}
