package org.dl4jlab.cifar.own;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.input.BoundedInputStream;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.pictures.PictureException;
import org.dl4jlab.cifar.pictures.PictureSource;
import org.dl4jlab.source.Leftovers;

/** A {@code .zip} archive, read where it lies. */
final class ZipStore implements PictureStore {

  private final Path archive;
  private final ZipFile zip;
  private final Map<String, ZipArchiveEntry> entries = new HashMap<>();

  /**
   * @throws UserException when the file is no whole archive
   */
  ZipStore(Path archive) {
    this.archive = archive;
    try {
      zip = ZipFile.builder().setPath(archive).get();
    } catch (IOException e) {
      throw new UserException("%s is not a whole .zip archive".formatted(archive), e);
    }
  }

  @Override
  public List<StoredFile> files() throws IOException {
    long modified = Files.getLastModifiedTime(archive).to(TimeUnit.NANOSECONDS);
    List<StoredFile> files = new ArrayList<>();
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      String name = Archived.name(entry.getName());
      if (!entry.isDirectory() && !entry.isUnixSymlink() && !Leftovers.isIn(name)) {
        entries.put(name, entry);
        files.add(new StoredFile(name, entry.getSize(), modified));
      }
    }
    files.sort(Comparator.comparing(StoredFile::name));
    return files;
  }

  @Override
  public byte[] table(String name) throws IOException {
    try (InputStream bytes = zip.getInputStream(entries.get(name))) {
      byte[] table = bytes.readNBytes(MOST_TABLE_BYTES + 1);
      if (table.length > MOST_TABLE_BYTES) {
        throw Archived.tableTooLarge(archive, name);
      }
      return table;
    }
  }

  @Override
  public void forEach(Set<String> names, int threads, Reader reader) throws IOException {
    try (Workers workers = new Workers(threads)) {
      for (String name : names) {
        workers.submit(() -> reader.read(name, source(entries.get(name))));
      }
      workers.finish();
    }
  }

  private PictureSource source(ZipArchiveEntry entry) {
    if (Archived.isTooLarge(entry.getSize())) {
      return Archived.tooLarge();
    }
    return () -> {
      if (!zip.canReadEntryData(entry)) {
        throw new PictureException("is encrypted, or packed in a way that cannot be read here");
      }
      return BoundedInputStream.builder()
          .setInputStream(zip.getInputStream(entry))
          .setMaxCount(Archived.MOST_PICTURE_BYTES)
          .get();
    };
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
