package org.dl4jlab.cifar.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.split.CollectionInputSplit;
import org.dl4jlab.UserException;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.source.Division;
import org.dl4jlab.source.TrainTestSplit;

/**
 * A folder with a sub-folder of pictures for each class; or one with {@code train} and {@code test}
 * that are such folders.
 */
final class ImageFolders {

  private static final int MAX_CLASSES = 255;

  private ImageFolders() {}

  /**
   * @param format that the folder has not, to be told to those who meant it
   */
  static ImageSet read(Path folder, CifarFormat format, Division division) throws IOException {
    Path train = folder.resolve("train");
    Path test = folder.resolve("test");
    boolean split = Files.isDirectory(train) && Files.isDirectory(test);
    List<String> classes = classes(split ? train : folder, format);
    List<URI> trainFiles = new ArrayList<>();
    List<URI> testFiles = new ArrayList<>();
    for (String name : classes) {
      if (split) {
        trainFiles.addAll(pictures(train.resolve(name)));
        testFiles.addAll(pictures(test.resolve(name)));
      } else {
        TrainTestSplit<URI> parts = TrainTestSplit.of(pictures(folder.resolve(name)), division);
        trainFiles.addAll(parts.train());
        testFiles.addAll(parts.test());
      }
    }
    if ((trainFiles.isEmpty() && division == Division.HELD_OUT) || testFiles.isEmpty()) {
      throw new UserException(
          "%s holds %d pictures to train on and %d to test on; each class needs at least %d"
              .formatted(folder, trainFiles.size(), testFiles.size(), TrainTestSplit.SHARE));
    }
    return ImageSet.ofFolder(
        folder.toAbsolutePath().normalize().toString(),
        decode(classes, trainFiles),
        decode(classes, testFiles));
  }

  private static List<String> classes(Path folder, CifarFormat format) throws IOException {
    try (var entries = Files.list(folder)) {
      List<String> classes =
          entries
              .filter(Files::isDirectory)
              .map(path -> path.getFileName().toString())
              .filter(name -> !name.startsWith("."))
              .sorted()
              .toList();
      if (classes.size() < 2 || classes.size() > MAX_CLASSES) {
        throw new UserException(
            "%s is neither %s (%s …) nor a folder with a sub-folder for each of 2 to %d classes"
                .formatted(folder, format.title(), format.trainFiles().get(0), MAX_CLASSES));
      }
      return classes;
    }
  }

  private static List<URI> pictures(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UserException(
          "There is no folder %s, though the class is in train".formatted(folder));
    }
    try (var entries = Files.list(folder)) {
      return entries
          .filter(Files::isRegularFile)
          .filter(
              f -> org.dl4jlab.cifar.pictures.PictureFormats.isReadable(f.getFileName().toString()))
          .sorted()
          .map(Path::toUri)
          .toList();
    }
  }

  private static ImageDataset decode(List<String> classes, List<URI> files) throws IOException {
    try (ImageFolderRecordReader reader = new ImageFolderRecordReader(classes)) {
      reader.initialize(new CollectionInputSplit(files));
      return reader.readAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading pictures", e);
    }
  }
}
