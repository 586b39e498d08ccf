package org.dl4jlab.cifar.data;

import java.net.URI;
import java.util.List;
import org.dl4jlab.source.RemoteFile;

/**
 * CIFAR-10's facts: Krizhevsky, <i>Learning Multiple Layers of Features from Tiny Images</i>, 2009,
 * and <a href="https://www.cs.toronto.edu/~kriz/cifar.html">the data set's page</a>.
 */
public final class Cifar10 {

  public static final int SIZE = 32;
  public static final int CHANNELS = 3;

  /** A label byte, then the red, the green and the blue plane. */
  public static final int RECORD_BYTES = 1 + CHANNELS * SIZE * SIZE;

  public static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  /** The folder in the official archive. */
  public static final String FOLDER = "cifar-10-batches-bin";

  public static final List<String> TRAIN_FILES =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");

  public static final List<String> TEST_FILES = List.of("test_batch.bin");

  /** The authors' own copy. */
  public static final RemoteFile ARCHIVE =
      new RemoteFile(
          "cifar-10-binary.tar.gz",
          URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
          170_052_171L,
          "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd");

  private Cifar10() {}
}
