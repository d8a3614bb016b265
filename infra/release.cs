// Makes what a release consists of, from the commit that is checked out: dotnet run infra/release.cs [--] [folder]
// The packages of the function for both processors, the template that deploys them, the command line as a .NET tool, a bill of materials, checksums.
// The same commit gives the same bytes, whatever the time, the machine or the folder. As for a publish, AwsPackages=bundled in the environment uses the
// subsets in src/Bundled if a registry lacks the official AWS packages.
#:property PublishAot=false
#:property NoWarn=$(NoWarn);CA1031;CA1303;CA1305;CA1852

using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

var packages = Environment.GetEnvironmentVariable("AwsPackages") is { Length: > 0 } chosen ? chosen : "official";
var root = Path.GetDirectoryName(Path.GetDirectoryName(Here()))!;
if (args is ["--template", var target]) // only the template, for whoever wants to look at it
{
    File.WriteAllText(target, Packaged(File.ReadAllText(Path.Combine(root, "template.yaml")), Version()));
    return 0;
}

var output = Path.GetFullPath(args.Length > 0 ? args[0] : Path.Combine(root, "out", "release"));
var work = Path.Combine(root, "out", "release-work"); // within the repository, because the compiler leaves the repository's path out of its output
if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
try
{
    if (Directory.Exists(output)) Directory.Delete(output, recursive: true);
    Directory.CreateDirectory(output);
    var version = Version();

    foreach (var (runtime, architecture) in new[] { ("linux-arm64", "arm64"), ("linux-x64", "x86_64") })
    {
        var folder = Path.Combine(work, runtime);
        Run("dotnet", ["publish", "src/KeyReaper", "-c", "Release", "-r", runtime, "--self-contained", "false", "-o", folder, .. Reproducible($"{runtime}-artifacts")]);
        Zip(Path.Combine(output, $"keyreaper-{version}-{architecture}.zip"), Directory.GetFiles(folder).Where(file => !file.EndsWith(".pdb", StringComparison.Ordinal)).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file))));
    }

    File.WriteAllText(Path.Combine(output, "keyreaper.yaml"), Packaged(File.ReadAllText(Path.Combine(root, "template.yaml")), version));

    Run("dotnet", ["pack", "src/KeyReaper.Cli", "-c", "Release", "-o", Path.Combine(work, "tool"), .. Reproducible("tool-artifacts")]);
    Tool(Directory.GetFiles(Path.Combine(work, "tool"), "*.nupkg").Single());

    Run("dotnet", "tool", "restore");
    var bill = $"keyreaper-{version}.cdx.json";
    Run(
        "dotnet", "tool", "run", "dotnet-CycloneDX", "--", "src/KeyReaper/KeyReaper.csproj", "--recursive",
        "--output", work, "--filename", bill, "--output-format", "Json", "--no-serial-number", "--exclude-dev", "--set-name", "KeyReaper", "--set-version", version);
    var document = JsonNode.Parse(File.ReadAllText(Path.Combine(work, bill)))!;
    if (document["components"] is not JsonArray { Count: > 0 }) throw new ReleaseException("The bill of materials lists nothing.");
    document["metadata"]!.AsObject().Remove("timestamp");
    File.WriteAllText(Path.Combine(output, bill), document.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n");

    var sums = Directory.GetFiles(output).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        .Select(name => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(output, name!))))}  {name}\n");
    File.WriteAllText(Path.Combine(output, "SHA256SUMS"), string.Concat(sums));
    Console.Write(File.ReadAllText(Path.Combine(output, "SHA256SUMS")));
    return 0;
}
catch (ReleaseException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
finally
{
    Directory.Delete(work, recursive: true);
}

string Version() => Run("dotnet", "msbuild", "src/KeyReaper", "-getProperty:Version").Trim();

string[] Reproducible(string artifacts) =>
    [$"-p:AwsPackages={packages}", "-p:ContinuousIntegrationBuild=true", "-p:Deterministic=true", "--artifacts-path", Path.Combine(work, artifacts)];

// The template for a release: parameters say in which bucket the code is, and its commands do not need the SAM CLI.
static string Packaged(string template, string version)
{
    Replace(
        "\nRules:\n",
        $"""

          CodeBucket:
            Type: String
            AllowedPattern: ^[a-z0-9][a-z0-9.-]{"{1,61}"}[a-z0-9]$
            ConstraintDescription: must be the name of an S3 bucket
            Description: S3 bucket in this Region that holds the release's package, such as keyreaper-{version}-arm64.zip.
          CodePrefix:
            Type: String
            Default: ""
            AllowedPattern: ^([A-Za-z0-9!_.*'()-]+/)*$
            ConstraintDescription: must be empty, or end with a slash
            Description: Prefix of the package's name in the bucket, ending with a slash. Empty if the package is at the top of the bucket.
          Architecture:
            Type: String
            Default: arm64
            AllowedValues: [arm64, x86_64]
            Description: Processor of the function, which decides which of the two packages it uses.

        Rules:

        """);
    Replace(
        "      CodeUri: src/KeyReaper/\n",
        $$"""
              CodeUri:
                Bucket: !Ref CodeBucket
                Key: !Sub ${CodePrefix}keyreaper-{{version}}-${Architecture}.zip

        """);
    Replace("      Architectures: [arm64]\n", "      Architectures: [!Ref Architecture]\n");
    Replace(
        "sam build && sam deploy --region ${AWS::Region} --stack-name ${AWS::StackName} --resolve-s3 --capabilities CAPABILITY_IAM --parameter-overrides DryRun=false",
        "aws cloudformation deploy --region ${AWS::Region} --stack-name ${AWS::StackName} --template-file keyreaper.yaml --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND --parameter-overrides DryRun=false");
    Replace("    ParameterGroups:\n", "    ParameterGroups:\n      - Label: {default: Where the code is}\n        Parameters: [CodeBucket, CodePrefix, Architecture]\n");
    Replace("    ParameterLabels:\n", "    ParameterLabels:\n      CodeBucket: {default: S3 bucket}\n      CodePrefix: {default: Prefix in the bucket}\n      Architecture: {default: Processor}\n");
    return template;

    void Replace(string old, string with)
    {
        if (template.Split(old).Length != 2) throw new ReleaseException($"template.yaml does not have exactly one: {old.Trim()}");
        template = template.Replace(old, with, StringComparison.Ordinal);
    }
}

// Makes the package reproducible: NuGet writes the time of packing into it, and gives one part a random name.
void Tool(string file)
{
    using var package = ZipFile.OpenRead(file);
    var parts = package.Entries.Select(entry => (Name: entry.FullName, Bytes: Read(entry))).ToList();
    var random = parts.Single(part => part.Name.EndsWith(".psmdcp", StringComparison.Ordinal)).Name;
    const string Fixed = "package/services/metadata/core-properties/keyreaper.psmdcp";
    var relations = Renamed(Encoding.UTF8.GetString(parts.Single(part => part.Name == "_rels/.rels").Bytes)).Replace(random, Fixed, StringComparison.Ordinal);
    Zip(Path.Combine(output, Path.GetFileName(file)), parts.Select(part => part.Name switch
    {
        "_rels/.rels" => (part.Name, Encoding.UTF8.GetBytes(relations)),
        var name when name == random => (Fixed, part.Bytes),
        _ => part,
    }));

    static string Renamed(string xml)
    {
        var document = System.Xml.Linq.XDocument.Parse(xml);
        foreach (var (relation, index) in document.Root!.Elements().OrderBy(one => one.Attribute("Type")!.Value, StringComparer.Ordinal).Select((one, index) => (one, index))) relation.SetAttributeValue("Id", $"R{index}");
        return document.ToString(System.Xml.Linq.SaveOptions.DisableFormatting);
    }

    static byte[] Read(ZipArchiveEntry entry)
    {
        using var bytes = new MemoryStream();
        using (var stream = entry.Open()) stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}

static void Zip(string file, IEnumerable<(string Name, byte[] Bytes)> files)
{
    using var zip = ZipFile.Open(file, ZipArchiveMode.Create);
    foreach (var (name, bytes) in files.OrderBy(one => one.Name, StringComparer.Ordinal))
    {
        var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the earliest time that the format allows
        entry.ExternalAttributes = 0b1_000_000_110_100_100 << 16; // a file that everybody may read, as Lambda requires
        using var stream = entry.Open();
        stream.Write(bytes);
    }
}

string Run(string program, params string[] arguments)
{
    var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
    foreach (var (name, value) in new[] { ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("MSBUILDDISABLENODEREUSE", "1"), ("UseSharedCompilation", "false"), ("AwsPackages", packages) }) start.Environment[name] = value;
    using var process = Process.Start(start)!;
    var error = process.StandardError.ReadToEndAsync();
    var said = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? said : throw new ReleaseException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{said}{error.Result}");
}

static string Here([CallerFilePath] string file = "") => file;

internal sealed class ReleaseException(string message) : Exception(message);
