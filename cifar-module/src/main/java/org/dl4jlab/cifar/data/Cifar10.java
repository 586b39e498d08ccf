package org.dl4jlab.cifar.data;

import java.net.URI;
import java.util.List;
import org.dl4jlab.source.RemoteFile;

/** CIFAR-10: 60,000 photographs of ten classes, a sixth of them to test on. */
public final class Cifar10 implements CifarFormat {

  public static final String KIND = "cifar10";

  static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "CIFAR-10";
  }

  @Override
  public String folder() {
    return "cifar-10-batches-bin";
  }

  @Override
  public List<String> trainFiles() {
    return List.of(
        "data_batch_1.bin",
        "data_batch_2.bin",
        "data_batch_3.bin",
        "data_batch_4.bin",
        "data_batch_5.bin");
  }

  @Override
  public List<String> testFiles() {
    return List.of("test_batch.bin");
  }

  @Override
  public int labelBytes() {
    return 1;
  }

  @Override
  public List<String> classes() {
    return CLASSES;
  }

  @Override
  public RemoteFile archive() {
    return new RemoteFile(
        "cifar-10-binary.tar.gz",
        URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
        170_052_171L,
        "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd");
  }
}
