package org.dl4jlab.cifar.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.source.RemoteFile;

/**
 * A data set of tiny photographs in the binary layout of <a
 * href="https://www.cs.toronto.edu/~kriz/cifar.html">CIFAR's page</a>: files of records, each some
 * label bytes and then the red, the green and the blue plane of 32 x 32. Krizhevsky, <i>Learning
 * Multiple Layers of Features from Tiny Images</i>, 2009.
 */
public interface CifarFormat {

  /** Rows and columns of an image. */
  int SIZE = 32;

  int CHANNELS = 3;

  /** {@code [channels, height, width]}, unsigned. */
  int IMAGE_BYTES = CHANNELS * SIZE * SIZE;

  /** Marks the data set in a run's {@code config.json}. */
  String kind();

  /** What figures measured on it are called. */
  String title();

  /** The folder in the official archive. */
  String folder();

  List<String> trainFiles();

  List<String> testFiles();

  /** How many bytes stand before an image's planes; the last of them is its class. */
  int labelBytes();

  /** The classes' names, in the order of their numbers. */
  List<String> classes();

  /** The authors' own copy. */
  RemoteFile archive();

  default int recordBytes() {
    return labelBytes() + IMAGE_BYTES;
  }

  /** Whether a folder is meant to be the official one. */
  default boolean isIn(Path folder) {
    return Files.exists(folder.resolve(trainFiles().get(0)))
        || Files.exists(folder.resolve(testFiles().get(0)));
  }
}
