/** Data sets as batches; downloads, the cache, archives. */
package org.dl4jlab.data;
