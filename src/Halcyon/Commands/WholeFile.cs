namespace Halcyon.Commands;

/// <summary>Writes a file under another name first, so that one of its own name is always whole.</summary>
internal static class WholeFile
{
    /// <param name="overwrite">Whether a file of that name gives way.</param>
    /// <exception cref="CommandRefusedException">It cannot be written there. What <paramref name="write"/> throws goes through, and leaves nothing behind.</exception>
    public static void Write(string path, bool overwrite, Action<Stream> write)
    {
        var aside = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            FileStream? stream = null;
            OrRefuse(path, () => stream = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None));
            using (stream)
                write(stream!);
            OrRefuse(path, () => File.Move(aside, path, overwrite));
        }
        finally
        {
            // Gone already when all went well; a folder that does not exist has nothing to delete.
            if (File.Exists(aside))
                File.Delete(aside);
        }
    }

    private static void OrRefuse(string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusedException($"{path} cannot be written there; check that the folder exists and may be written to.");
        }
    }
}
