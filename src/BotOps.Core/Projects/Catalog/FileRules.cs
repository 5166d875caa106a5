using System.Text;

namespace BotOps.Core.Projects.Catalog;

/// <summary>What the content of a managed file may be, whether a person wrote it into the catalog or edited it on a host.</summary>
static class FileRules
{
    public static string? Problem(string content, string encoding)
    {
        if (content.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) return Texts.Catalog.ControlCharacter;
        try
        {
            if (FileText.Bytes(content, encoding).Length > ManagedFile.MostBytes) return Texts.Files.TooLarge(ManagedFile.MostBytes / 1024);
        }
        catch (EncoderFallbackException)
        {
            return Texts.Files.NotIn(encoding);
        }
        return SecretGuard.Problem(content);
    }
}
