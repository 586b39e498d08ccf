package org.dl4jlab.cifar.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.cifar.pictures.PictureException;
import org.dl4jlab.cifar.pictures.PictureSource;
import org.dl4jlab.source.Leftovers;
import org.dl4jlab.source.TarGz;

/**
 * A {@code .tar.gz} archive, read from its beginning to its end: once for its names and tables,
 * unless these are kept from an earlier time, and once for its pictures.
 */
final class TarGzStore implements PictureStore {

  private final Path archive;
  private final KeptListings kept;
  private Map<String, byte[]> tables;

  TarGzStore(Path archive, KeptListings kept) {
    this.archive = archive;
    this.kept = kept;
  }

  @Override
  public List<StoredFile> files() throws IOException {
    StoredFile itself =
        new StoredFile(
            archive.toAbsolutePath().normalize().toString(),
            Files.size(archive),
            Files.getLastModifiedTime(archive).to(TimeUnit.NANOSECONDS));
    KeptListings.Listing listing = kept.of(itself);
    if (listing == null) {
      listing = list(itself);
      kept.keep(itself, listing);
    }
    tables = listing.tables();
    return listing.files();
  }

  private KeptListings.Listing list(StoredFile itself) throws IOException {
    List<StoredFile> files = new ArrayList<>();
    Map<String, byte[]> found = new HashMap<>();
    TarGz.visit(
        archive,
        (entry, size, content) -> {
          String name = Archived.name(entry);
          if (Leftovers.isIn(name)) {
            return;
          }
          files.add(new StoredFile(name, size, itself.modified()));
          if (LabelTable.isNamedAsOne(name)) {
            if (size > MOST_TABLE_BYTES) {
              throw Archived.tableTooLarge(archive, name);
            }
            found.put(name, content.readAllBytes());
          }
        });
    files.sort(Comparator.comparing(StoredFile::name));
    return new KeptListings.Listing(files, found);
  }

  @Override
  public byte[] table(String name) {
    return tables.get(name);
  }

  @Override
  public void forEach(Set<String> names, int threads, Reader reader) throws IOException {
    try (Workers workers = new Workers(threads)) {
      TarGz.visit(
          archive,
          (entry, size, content) -> {
            String name = Archived.name(entry);
            if (names.contains(name)) {
              PictureSource source = source(size, content::readAllBytes);
              workers.submit(() -> reader.read(name, source));
            }
          });
      workers.finish();
    }
  }

  private interface Content {
    byte[] read() throws IOException;
  }

  /** One thread unpacks, so it has to take a picture into memory before others decode it. */
  private static PictureSource source(long size, Content content) throws IOException {
    if (Archived.isTooLarge(size)) {
      return Archived.tooLarge();
    }
    try {
      return PictureSource.of(content.read());
    } catch (OutOfMemoryError e) {
      return () -> {
        throw new PictureException("is too large for the memory that Java may use", e);
      };
    }
  }

  @Override
  public void close() {
    tables = null;
  }
}
