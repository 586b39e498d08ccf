/** What the tests of several modules need. */
package org.dl4jlab.testing;
