using System.Runtime.CompilerServices;

namespace KeyReaper.Tests.Given;

/// <summary>Compares text with an approved file beside the test. If they differ, the received text is left there as well: look at it, and rename it if it is right.</summary>
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
