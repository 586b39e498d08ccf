/** A network's arrays, as other programs want them. */
package org.dl4jlab.interchange;
