global using System.Net;
global using Halcyon.Testing;
global using Xunit;
