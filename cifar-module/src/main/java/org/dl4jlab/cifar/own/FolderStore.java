package org.dl4jlab.cifar.own;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.pictures.PictureSource;
import org.dl4jlab.source.Leftovers;

/** A folder and all that is below it, links followed. */
final class FolderStore implements PictureStore {

  private static final char UNKNOWN = '\uFFFD';

  private final Path root;
  private final Map<String, Path> paths = new HashMap<>();

  FolderStore(Path root) {
    this.root = root;
  }

  @Override
  public List<StoredFile> files() throws IOException {
    List<StoredFile> files = new ArrayList<>();
    Files.walkFileTree(
        root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Walk(files));
    files.sort(Comparator.comparing(StoredFile::name));
    return files;
  }

  /** Goes through the folder; its own name does not matter. */
  private final class Walk extends SimpleFileVisitor<Path> {
    private final List<StoredFile> files;
    private final Deque<String> folders = new ArrayDeque<>();

    Walk(List<StoredFile> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (folder.equals(root)) {
        folders.push("");
        return FileVisitResult.CONTINUE;
      }
      String name = FolderStore.name(folder);
      if (Leftovers.isOne(name)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      files.add(StoredFile.ofFolder(folders.element() + name));
      folders.push(folders.element() + name + "/");
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      folders.pop();
      return super.postVisitDirectory(folder, failure);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String last = FolderStore.name(file);
      if (attributes.isRegularFile() && !Leftovers.isOne(last)) {
        String name = folders.element() + last;
        paths.put(name, file);
        files.add(
            new StoredFile(
                name, attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof AccessDeniedException) {
        throw new UserException("No permission to read %s".formatted(file), failure);
      }
      if (failure instanceof FileSystemLoopException) {
        return FileVisitResult.CONTINUE; // a link to a folder around it: all in it is visited
      }
      return super.visitFileFailed(file, failure);
    }
  }

  /**
   * The name as people write it, whatever the system's encoding ({@code LC_ALL=C}) and whether
   * accents are letters of their own, as on a Mac.
   */
  static String name(Path path) {
    String name = path.getFileName().toString();
    if (name.indexOf(UNKNOWN) >= 0) {
      String whole = path.toUri().getPath(); // decoded from the bytes as UTF-8
      name = StoredFile.last(whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole);
    }
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  Path path(String name) {
    return paths.get(name);
  }

  @Override
  public byte[] table(String name) throws IOException {
    Path file = paths.get(name);
    if (Files.size(file) > MOST_TABLE_BYTES) {
      throw new UserException("%s is too large for a table of labels".formatted(file));
    }
    return Files.readAllBytes(file);
  }

  @Override
  public void forEach(Set<String> names, int threads, Reader reader) throws IOException {
    try (Workers workers = new Workers(threads)) {
      for (String name : names) {
        PictureSource source = PictureSource.of(paths.get(name));
        workers.submit(() -> reader.read(name, source));
      }
      workers.finish();
    }
  }

  @Override
  public void close() {
    paths.clear();
  }
}
