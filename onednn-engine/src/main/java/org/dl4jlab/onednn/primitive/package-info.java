/** oneDNN's C interface as Java objects. */
package org.dl4jlab.onednn.primitive;
