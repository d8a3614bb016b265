using Amazon.Lambda.Core;
using KeyReaper.Aws;
using KeyReaper.Forms;
using KeyReaper.Organization;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Words;

namespace KeyReaper.Sending;

/// <summary>Publishes what a pass found and did: the summary first, then to each owner what concerns them.</summary>
internal sealed class Mailing(Topic topic, TimeProvider clock, ILambdaLogger log)
{
    /// <summary>SNS suspends an e-mail subscription that gets more than ten messages a second.</summary>
    private static readonly TimeSpan BetweenMessages = TimeSpan.FromMilliseconds(100);

    /// <exception cref="TopicException">SNS did not take the report; it is in the log.</exception>
    public Task SummarizeAsync(Report report, CancellationToken untold) => PublishAsync(TextReport.Lines(report), text => AccountMessage.Of(report, text), untold);

    /// <exception cref="TopicException">SNS did not take the report; it is in the log.</exception>
    public Task SummarizeAsync(OrganizationReport report, CancellationToken untold) => PublishAsync(OrganizationText.Lines(report), text => OrganizationMessage.Of(report, text), untold);

    private Task PublishAsync(Message message, CancellationToken cancelled) => topic.PublishAsync(message.Subject, message.Body, message.Attributes, cancelled);

    /// <param name="untold">Ends the call early enough to write the log.</param>
    private async Task PublishAsync(IReadOnlyList<string> text, Func<IReadOnlyList<string>, Message> message, CancellationToken untold)
    {
        try
        {
            await PublishAsync(message(text), untold);
        }
        catch (TopicException error)
        {
            log.LogError(error.Message);
            throw;
        }
        finally
        {
            // The log gets all of it, however much fits into a message and whether or not that was taken.
            foreach (var part in LogParts.Of(text)) log.LogInformation(part);
        }
    }

    /// <summary>If telling one owner fails, the others are told all the same.</summary>
    /// <returns>How many owners should have been told and were not.</returns>
    public async Task<int> TellOwnersAsync(Report report, CancellationToken timeOver)
    {
        var owners = Owners.Told(report);
        var told = 0;
        foreach (var owner in owners)
        {
            try
            {
                await Task.Delay(BetweenMessages, clock, timeOver);
                await PublishAsync(AccountMessage.Of(report.For(owner)), timeOver);
                log.LogInformation($"told owner {Wording.Plain(owner)} about their access keys");
                told++;
            }
            catch (TopicException error)
            {
                log.LogError($"Owner {Wording.Plain(owner)} was not told about their access keys. {Wording.Plain(error.Message)}");
            }
            catch (OperationCanceledException)
            {
                log.LogError($"The function's time ended before {Wording.Count(owners.Count - told, "owner")} could be told about their access keys.");
                break;
            }
        }

        return owners.Count - told;
    }
}
