package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.split.CollectionInputSplit;
import org.dl4jlab.UserException;

/**
 * A folder with {@code pos} and {@code neg}, and {@code unsup} for unlabelled reviews; or one with
 * {@code train} and {@code test} that are such folders.
 */
final class ReviewFolders {

  static final String NEGATIVE = "neg";
  static final String POSITIVE = "pos";
  static final String UNLABELLED = "unsup";

  private ReviewFolders() {}

  /** Whether the folder is IMDB's own, unpacked from its archive. */
  static boolean isOfficial(Path folder) {
    return Files.isRegularFile(folder.resolve(Imdb.VOCABULARY))
        && Files.isDirectory(folder.resolve(Imdb.FOLDERS.get(0)));
  }

  static ReviewSet read(Path folder) throws IOException {
    String kind = isOfficial(folder) ? ReviewSet.IMDB : ReviewSet.FOLDER;
    Path train = folder.resolve("train");
    Path test = folder.resolve("test");
    List<Path> parts =
        Files.isDirectory(train) && Files.isDirectory(test)
            ? List.of(train, test)
            : List.of(folder);
    List<URI> files = new ArrayList<>();
    for (Path part : parts) {
      files.addAll(reviews(part.resolve(NEGATIVE)));
      files.addAll(reviews(part.resolve(POSITIVE)));
      if (Files.isDirectory(part.resolve(UNLABELLED))) {
        files.addAll(reviews(part.resolve(UNLABELLED)));
      }
    }
    ReviewFolderRecordReader reader = new ReviewFolderRecordReader(folder);
    return ReviewParts.read(kind, folder, reader, new CollectionInputSplit(files));
  }

  private static List<URI> reviews(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UserException(
          "There is no folder %s; reviews are .txt files in pos and neg, or in train/pos, train/neg, test/pos and test/neg"
              .formatted(folder));
    }
    try (var entries = Files.list(folder)) {
      return entries
          .filter(path -> ReviewFiles.isNamedAsText(path.getFileName().toString()))
          .filter(Files::isRegularFile)
          .map(Path::toUri)
          .toList();
    }
  }
}
