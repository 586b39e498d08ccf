package org.dl4jlab.cifar.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Files in CIFAR's official layout, small ones of noise; of CIFAR-10 where no format is named. */
public final class FakeCifar {

  public static final CifarFormat CIFAR10 = new Cifar10();

  private FakeCifar() {}

  public static List<String> names(CifarFormat format) {
    List<String> names = new ArrayList<>(format.trainFiles());
    names.addAll(format.testFiles());
    return names;
  }

  public static byte[] batch(int images, long seed) {
    return batch(CIFAR10, images, seed);
  }

  /** Image i has the class i modulo their number; pixels and other labels are noise of the seed. */
  public static byte[] batch(CifarFormat format, int images, long seed) {
    byte[] batch = new byte[images * format.recordBytes()];
    new Random(seed).nextBytes(batch);
    for (int i = 0; i < images; i++) {
      batch[i * format.recordBytes() + format.labelBytes() - 1] =
          (byte) (i % format.classes().size());
    }
    return batch;
  }

  public static Path folder(Path folder, int images) throws IOException {
    return folder(CIFAR10, folder, images);
  }

  /** All files, with so many images each. */
  public static Path folder(CifarFormat format, Path folder, int images) throws IOException {
    Files.createDirectories(folder);
    for (String name : names(format)) {
      Files.write(folder.resolve(name), batch(format, images, name.hashCode()));
    }
    return folder;
  }

  public static byte[] archive(int images) throws IOException {
    return archive(CIFAR10, images);
  }

  /** The same as an archive, its files in another order than their numbers, as in the real one. */
  public static byte[] archive(CifarFormat format, int images) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> names = names(format);
    Collections.reverse(names);
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (String name : names) {
        TarArchiveEntry entry = new TarArchiveEntry(format.folder() + "/" + name);
        entry.setSize((long) images * format.recordBytes());
        tar.putArchiveEntry(entry);
        tar.write(batch(format, images, name.hashCode()));
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
