using System.Runtime.CompilerServices;

namespace KeyReaper.Tests.Given;

/// <summary>Text held against an approved file beside the test. A difference leaves the received text there too: look at it, then rename it.</summary>
internal static class Approved
{
    public static void ShouldBeApproved(this string received, string name, [CallerFilePath] string test = "")
    {
        var approvedFile = Path.Combine(Path.GetDirectoryName(test)!, "Approved", $"{name}.txt");
        var receivedFile = Path.ChangeExtension(approvedFile, ".received.txt");
        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile) : "";

        if (received.TrimEnd() == approved.TrimEnd())
        {
            File.Delete(receivedFile);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(approvedFile)!);
        File.WriteAllText(receivedFile, received + "\n");
        received.TrimEnd().ShouldBe(approved.TrimEnd(), $"{approvedFile} differs from {receivedFile}");
    }
}
