package org.dl4jlab.cifar.data;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;
import org.datavec.api.split.CollectionInputSplit;
import org.dl4jlab.LabException;
import org.dl4jlab.data.Cache;
import org.dl4jlab.data.Download;
import org.dl4jlab.data.ImageData;
import org.dl4jlab.data.RemoteFile;
import org.dl4jlab.data.TarGz;

/** Finds the images that {@code --data} asks for: named, cached, downloaded or drawn. */
public final class ImageSets {

  /** The cached real data, else a download, else the sample. */
  public static final String AUTO = "auto";

  /** In a folder that this program unpacked: the checksum of the archive that it came from. */
  static final String VERIFIED = "verified-sha256.txt";

  private final Cache cache;
  private final RemoteFile archive;
  private final boolean offline;
  private final Download.Progress progress;
  private final Consumer<String> notice;

  /**
   * @param archive the official archive on its authors' site
   * @param offline never to download
   * @param notice is told, a line at a time, what the person should know of where the data is from
   */
  public ImageSets(
      Cache cache,
      RemoteFile archive,
      boolean offline,
      Download.Progress progress,
      Consumer<String> notice) {
    this.cache = cache;
    this.archive = archive;
    this.offline = offline;
    this.progress = progress;
    this.notice = notice;
  }

  /**
   * @param data {@code auto}, {@code sample}, a folder or an archive
   */
  public ImageSet open(String data) throws IOException {
    if (data.equals(ImageSet.SAMPLE)) {
      return SampleImages.draw();
    }
    if (!data.equals(AUTO)) {
      return named(Path.of(data));
    }
    Optional<ImageSet> cached = cached();
    return cached.isPresent() ? cached.get() : downloaded();
  }

  private static ImageSet named(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new LabException(
          "There is no %s; --data takes auto, sample, a folder or an archive".formatted(path));
    }
    if (Files.isRegularFile(path)) {
      if (!path.toString().endsWith(".gz")) {
        throw new LabException(
            "%s is no .tar.gz archive; --data takes auto, sample, a folder or an archive"
                .formatted(path));
      }
      return read(path);
    }
    if (isOfficialFolder(path)) {
      return read(path);
    }
    Path inside = path.resolve(Cifar10.FOLDER);
    return isOfficialFolder(inside) ? read(inside) : ImageFolders.read(path);
  }

  private Optional<ImageSet> cached() throws IOException {
    Path folder = cache.resolve(Cifar10.FOLDER);
    Path file = cache.resolve(archive.name());
    Path found = isOfficialFolder(folder) ? folder : Files.isRegularFile(file) ? file : null;
    if (found == null) {
      return Optional.empty();
    }
    if (!Files.exists(found.resolve(VERIFIED))) {
      notice.accept("Data: %s, used as it is".formatted(found));
    }
    return Optional.of(read(found));
  }

  private ImageSet downloaded() throws IOException {
    String why;
    if (offline) {
      why = "--offline was given and nothing is in " + cache.folder();
    } else {
      try {
        return cache.exclusively(archive.name(), notice, this::fetch);
      } catch (FileSystemException e) {
        throw e; // the cache's trouble, not the host's
      } catch (IOException e) {
        why =
            "%s cannot be reached (%s: %s)"
                .formatted(archive.uri().getHost(), e.getClass().getSimpleName(), e.getMessage());
      }
    }
    notice.accept(
        "The real CIFAR-10 could not be had: %s; going on with the built-in sample".formatted(why));
    return SampleImages.draw();
  }

  /** With the lock held: another process may have brought the data in the meantime. */
  private ImageSet fetch() throws IOException {
    Path folder = cache.resolve(Cifar10.FOLDER);
    if (!isOfficialFolder(folder)) {
      Path file = cache.resolve(archive.name());
      notice.accept("Downloading %s (%,d bytes)".formatted(archive.uri(), archive.bytes()));
      new Download().fetch(archive, file, progress);
      unpack(file, folder);
      Files.delete(file);
    }
    return read(folder);
  }

  /** Unpacks the batch files into a folder that appears only when it is complete. */
  private void unpack(Path file, Path folder) throws IOException {
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".part");
    FileUtils.deleteDirectory(unfinished.toFile());
    Files.createDirectories(unfinished);
    TarGz.visit(
        file,
        (name, size, content) -> {
          String last = name.substring(name.lastIndexOf('/') + 1);
          try (OutputStream out = Files.newOutputStream(unfinished.resolve(last))) {
            content.transferTo(out);
          }
        });
    Files.writeString(unfinished.resolve(VERIFIED), archive.sha256() + "\n");
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isOfficialFolder(Path folder) {
    return Files.exists(folder.resolve(Cifar10.TRAIN_FILES.get(0)))
        || Files.exists(folder.resolve(Cifar10.TEST_FILES.get(0)));
  }

  private static ImageSet read(Path path) throws IOException {
    return new ImageSet(
        ImageSet.CIFAR10,
        path.toAbsolutePath().normalize().toString(),
        decode(path, Cifar10.TRAIN_FILES),
        decode(path, Cifar10.TEST_FILES));
  }

  private static ImageData decode(Path path, List<String> files) throws IOException {
    List<URI> locations =
        Files.isRegularFile(path)
            ? List.of(path.toUri())
            : files.stream().map(name -> existing(path.resolve(name)).toUri()).toList();
    try (CifarRecordReader reader = new CifarRecordReader(files)) {
      reader.initialize(new CollectionInputSplit(locations));
      return reader.readAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading " + path, e);
    }
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new LabException("%s is missing".formatted(file));
    }
    return file;
  }
}
