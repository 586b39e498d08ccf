package org.dl4jlab.testing.files;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A path that is another's in all but the file system that it belongs to. */
record FaultyPath(Path real, FaultyFileSystem system) implements InvocationHandler {

  static Path of(Path real, FaultyFileSystem system) {
    return real == null
        ? null
        : (Path)
            Proxy.newProxyInstance(
                FaultyPath.class.getClassLoader(),
                new Class<?>[] {Path.class},
                new FaultyPath(real, system));
  }

  static Path real(Path path) {
    return path != null
            && Proxy.isProxyClass(path.getClass())
            && Proxy.getInvocationHandler(path) instanceof FaultyPath faulty
        ? faulty.real
        : path;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("getFileSystem")) {
      return system;
    }
    Object[] reals = arguments == null ? new Object[0] : arguments.clone();
    for (int i = 0; i < reals.length; i++) {
      reals[i] = reals[i] instanceof Path path ? real(path) : reals[i];
    }
    try {
      Object answer = method.invoke(real, reals);
      if (answer instanceof Iterator<?> names) {
        List<Path> wrapped = new ArrayList<>();
        names.forEachRemaining(name -> wrapped.add(of((Path) name, system)));
        return wrapped.iterator();
      }
      return answer instanceof Path path ? of(path, system) : answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
