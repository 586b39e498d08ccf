package org.dl4jlab.cifar.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jlab.UserException;
import org.dl4jlab.source.TarGz;

/** Tells the versions of CIFAR in a folder or archive apart, by the names of their files. */
record CifarFiles(Path place, Set<String> names) {

  /** Official archives hold fewer; where so many are none of CIFAR's, the others are not asked. */
  private static final int LOOKED_AT = 20;

  private static final Set<String> PYTHON =
      Set.of("data_batch_1", "test_batch", "batches.meta", "meta");
  private static final Set<String> MATLAB =
      Set.of("data_batch_1.mat", "test_batch.mat", "batches.meta.mat", "meta.mat");

  static CifarFiles ofFolder(Path folder) throws IOException {
    Set<String> names = new HashSet<>();
    for (String inside : new String[] {"", "cifar-10-batches-py", "cifar-100-python"}) {
      Path looked = folder.resolve(inside);
      if (Files.isDirectory(looked)) {
        try (Stream<Path> files = Files.list(looked)) {
          files
              .filter(Files::isRegularFile)
              .forEach(file -> names.add(file.getFileName().toString()));
        }
      }
    }
    return new CifarFiles(folder, names);
  }

  static CifarFiles ofArchive(Path archive) throws IOException {
    return new CifarFiles(
        archive,
        TarGz.firstNames(archive, LOOKED_AT).stream()
            .map(name -> name.substring(name.lastIndexOf('/') + 1))
            .collect(Collectors.toSet()));
  }

  /** Whether these are the files that the program reads. */
  boolean areOf(CifarFormat format) {
    return names.contains(format.trainFiles().get(0)) || names.contains(format.testFiles().get(0));
  }

  /**
   * @throws UserException when these are files of another version than the one asked for
   */
  void requireNoOther(CifarFormat format) {
    for (CifarDataset other : CifarDataset.values()) {
      if (other.format() != format && areOf(other.format())) {
        throw new UserException(
            "%s is %s; read it with --dataset %s".formatted(place, other.format().title(), other));
      }
    }
    requireNot(PYTHON, "Python", format);
    requireNot(MATLAB, "Matlab", format);
  }

  private void requireNot(Set<String> files, String language, CifarFormat format) {
    if (names.stream().filter(files::contains).count() >= 2) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "%s is CIFAR's version for %s; bring the binary version, %s from %s, or leave --data out to have it downloaded",
              place,
              language,
              format.archive().name(),
              format.archive().uri().resolve("cifar.html")));
    }
  }
}
