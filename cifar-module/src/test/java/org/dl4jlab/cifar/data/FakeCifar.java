package org.dl4jlab.cifar.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Files in CIFAR-10's official layout, small ones of noise. */
public final class FakeCifar {

  private FakeCifar() {}

  public static List<String> names() {
    List<String> names = new ArrayList<>(Cifar10.TRAIN_FILES);
    names.addAll(Cifar10.TEST_FILES);
    return names;
  }

  /** Image i has the class i modulo 10; the pixels are noise from the seed. */
  public static byte[] batch(int images, long seed) {
    byte[] batch = new byte[images * Cifar10.RECORD_BYTES];
    new Random(seed).nextBytes(batch);
    for (int i = 0; i < images; i++) {
      batch[i * Cifar10.RECORD_BYTES] = (byte) (i % 10);
    }
    return batch;
  }

  /** Six batch files with so many images each. */
  public static Path folder(Path folder, int images) throws IOException {
    Files.createDirectories(folder);
    for (String name : names()) {
      Files.write(folder.resolve(name), batch(images, name.hashCode()));
    }
    return folder;
  }

  /** The same as an archive, its files in another order than their numbers, as in the real one. */
  public static byte[] archive(int images) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> names = new ArrayList<>(names());
    java.util.Collections.reverse(names);
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (String name : names) {
        TarArchiveEntry entry = new TarArchiveEntry(Cifar10.FOLDER + "/" + name);
        entry.setSize((long) images * Cifar10.RECORD_BYTES);
        tar.putArchiveEntry(entry);
        tar.write(batch(images, name.hashCode()));
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
